"""What came of comments: those that were answered or closed, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from consultation.models.comments import Comment, FeedbackStep, OfficialReply
from consultation.models.consultations import Consultation
from consultation.queries.cards import may_be_read
from consultation.queries.filters import HEARD
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import Mark, mark_of
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, Page, cursor_of, key_of

MOST_ON_A_PAGE = 50


_SHOWN: tuple[InstrumentedAttribute[Any], ...] = (
    Comment.id,
    Comment.ref,
    Comment.kind,
    Comment.stance,
    Comment.text,
    Comment.language,
    Comment.feedback_status,
    Consultation.slug,
    Consultation.title,
    FeedbackStep.taken_at,
    FeedbackStep.note,
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What somebody said, and what came of it.

    Args:
        note: what was written when it was closed.
        answer: words of the latest official answer; *answered_by* is who gave it.
    """

    ref: str
    mark: Mark
    text: str
    language: str
    status: FeedbackStatus
    consultation_slug: str
    consultation_title: str
    came_at: datetime
    note: str | None
    answer: str | None
    answered_by: str | None


def what_came(
    session: Session,
    authority_id: UUID,
    now: datetime,
    *,
    within: UUID | None = None,
    after: str | None = None,
    limit: int = 10,
) -> Page[ChangeRow]:
    """Return a page of answered and closed comments that anybody may read, in two statements.

    *within* is the id of the one consultation that is asked about; None asks of all.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    asked = _asked(authority_id, now)
    if within is not None:
        asked = asked.where(Comment.consultation_id == within)
    if after is not None:
        asked = asked.where(tuple_(FeedbackStep.taken_at, Comment.id) < tuple_(*_read(after)))
    order = (FeedbackStep.taken_at.desc(), Comment.id.desc())
    found = session.execute(asked.order_by(*order).limit(limit + 1)).all()
    shown = found[:limit]
    answers = _answers(session, (each.id for each in shown))
    rows = [_row(each, *answers.get(each.id, (None, None))) for each in shown]
    if len(found) <= limit:
        return Page(rows)
    return Page(rows, cursor_of(shown[-1].taken_at.isoformat(), str(shown[-1].id)))


def _asked(authority_id: UUID, now: datetime) -> Select[Any]:
    later = aliased(FeedbackStep)
    last = select(func.max(later.position)).where(later.comment_id == Comment.id).scalar_subquery()
    return (
        select(*_SHOWN)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .join(FeedbackStep, FeedbackStep.comment_id == Comment.id)
        .where(
            Comment.authority_id == authority_id,
            Comment.speaker == Speaker.PUBLIC,
            Comment.moderation == Moderation.VISIBLE,
            Comment.is_withheld.is_(False),
            Comment.feedback_status.in_(HEARD),
            FeedbackStep.position == last,
            may_be_read(now),
        )
    )


def _answers(session: Session, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return comment → its latest official answer and who gave it."""
    wanted = list(ids)
    if not wanted:
        return {}
    asked = (
        select(Comment.parent_id, Comment.text, OfficialReply.role_words, OfficialReply.team)
        .join(OfficialReply, OfficialReply.comment_id == Comment.id)
        .where(
            Comment.parent_id.in_(wanted),
            Comment.speaker == Speaker.OFFICER,
            Comment.moderation == Moderation.VISIBLE,
        )
        .order_by(Comment.posted_at, Comment.id)
    )
    return {
        parent: (text, ", ".join(filter(None, (role, team))))
        for parent, text, role, team in session.execute(asked)
        if parent
    }


def _row(found: Any, answer: str | None, answered_by: str | None) -> ChangeRow:  # noqa: ANN401  a row
    return ChangeRow(
        ref=found.ref,
        mark=mark_of(found.kind, found.stance),
        text=found.text,
        language=found.language,
        status=found.feedback_status,
        consultation_slug=found.slug,
        consultation_title=found.title,
        came_at=found.taken_at,
        note=found.note,
        answer=answer,
        answered_by=answered_by,
    )


def _read(after: str) -> tuple[Any, Any]:
    moment, last = key_of(after, (str, str))
    try:
        taken = datetime.fromisoformat(str(moment)).astimezone(UTC)
        return literal(taken, FeedbackStep.taken_at.type), literal(UUID(str(last)), Comment.id.type)
    except (ValueError, OverflowError) as broken:
        raise Malformed(BROKEN) from broken
