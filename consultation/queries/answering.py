"""One comment as who answers it sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.comments import thread
from consultation.queries.fates import StepRow, steps_of
from consultation.queries.rows import CommentRow, comment_select, row_of, topics_of, with_words
from consultation.rules.comments import Speaker
from consultation.rules.consultations import ConsultationStatus


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
