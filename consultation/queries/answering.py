"""One comment as who answers it sees it, and how many there are to answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.comments import thread
from consultation.queries.fates import StepRow, steps_of
from consultation.queries.rows import CommentRow, comment_select, row_of, topics_of, with_words
from consultation.rules.comments import Lane, Moderation, Speaker
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.feedback import FeedbackStatus


@dataclass(frozen=True, slots=True)
class DeskComment:
    """A comment with all its words, whatever the public may read of it.

    ``steps`` are those it has taken since it was received.
    """

    id: UUID
    consultation_id: UUID
    slug: str
    title: str
    consultation_status: ConsultationStatus
    row: CommentRow
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class InLanes:
    """How many comments there are, and how many of them are formal."""

    total: int = 0
    formal: int = 0


def desk_comment(session: Session, authority_id: UUID, ref: str) -> DeskComment | None:
    """Return one comment of the public with the replies below it, or None."""
    asked = (
        comment_select()
        .add_columns(Consultation.slug, Consultation.title, Consultation.status)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(
            Comment.ref == ref,
            Comment.authority_id == authority_id,
            Comment.speaker == Speaker.PUBLIC,
        )
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    topics = topics_of(session, [found.id])
    whole = with_words(row_of(found, topics), found, topics)
    below = thread(session, authority_id, ref)
    return DeskComment(
        id=found.id,
        consultation_id=found.consultation_id,
        slug=found.slug,
        title=found.title,
        consultation_status=found.status,
        row=replace(whole, children=below.asked.children if below else ()),
        steps=tuple(steps_of(session, found.id)),
    )


def desk_counts(
    session: Session, authority_id: UUID, within: frozenset[UUID] | None = None
) -> dict[FeedbackStatus | Moderation, InLanes]:
    """Return how many comments of the public are in each state; those held or hidden apart."""
    asked = (
        select(Comment.moderation, Comment.feedback_status, Comment.lane, func.count())
        .where(Comment.authority_id == authority_id, Comment.speaker == Speaker.PUBLIC)
        .group_by(Comment.moderation, Comment.feedback_status, Comment.lane)
    )
    if within is not None:
        asked = asked.where(Comment.consultation_id.in_(within), Comment.is_withheld.is_(False))
    counts: dict[FeedbackStatus | Moderation, InLanes] = {}
    for moderation, status, lane, number in session.execute(asked):
        state = status if moderation is Moderation.VISIBLE else moderation
        before = counts.get(state, InLanes())
        formal = number if lane is Lane.REPRESENTATION else 0
        counts[state] = InLanes(before.total + number, before.formal + formal)
    return counts
