"""One comment as it stands, held still while it is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from consultation.commands.tallies import lock
from consultation.models.comments import Comment
from consultation.rules.comments import Kind, Lane, Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.errors import NotFound
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides how counters move when a comment changes."""

    id: UUID
    consultation_id: UUID
    thread_id: UUID
    parent_id: UUID | None
    depth: int
    speaker: Speaker
    kind: Kind
    lane: Lane
    is_withheld: bool
    status: FeedbackStatus
    moderation: Moderation
    version: int


STANDING: tuple[InstrumentedAttribute[Any], ...] = (
    Comment.id,
    Comment.consultation_id,
    Comment.thread_id,
    Comment.parent_id,
    Comment.depth,
    Comment.speaker,
    Comment.kind,
    Comment.lane,
    Comment.is_withheld,
    Comment.feedback_status,
    Comment.moderation,
    Comment.version,
)


def standing(work: Work, comment_id: UUID) -> Standing:
    """Lock a comment's consultation and return the comment as it then is.

    Raises:
        NotFound: the actor's authority has no such comment.
    """
    ours = (Comment.id == comment_id, Comment.authority_id == work.actor.authority_id)
    consultation_id = work.session.scalar(select(Comment.consultation_id).where(*ours))
    if consultation_id is None:
        raise NotFound("There is no such comment.")
    lock(work.session, consultation_id)
    row = work.session.execute(select(*STANDING).where(*ours)).one()
    return Standing(*row)


def standings(work: Work, comment_ids: Iterable[UUID]) -> list[Standing]:
    """Return comments of the public whose consultation is locked already, the oldest first."""
    wanted = select(*STANDING).where(Comment.id.in_(comment_ids), Comment.speaker == Speaker.PUBLIC)
    in_order = wanted.order_by(Comment.posted_at, Comment.id)
    return [Standing(*row) for row in work.session.execute(in_order)]


def counted(comment: Standing, status: FeedbackStatus, moderation: Moderation) -> dict[str, int]:
    """Return what *comment* adds to its consultation's counters in a given state."""
    if moderation is not Moderation.VISIBLE or status is FeedbackStatus.WITHDRAWN:
        return {}
    if comment.depth > 0:
        return {"replies": 1}
    if comment.speaker is not Speaker.PUBLIC:
        return {}
    if comment.is_withheld:
        return {"withheld": 1}
    is_question = int(comment.kind is Kind.QUESTION)
    heard = int(status in {FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED})
    return {
        "comments": 1,
        "formal": int(comment.lane is Lane.REPRESENTATION),
        "questions": is_question,
        "questions_answered": is_question * heard,
        "answered": int(status is FeedbackStatus.ANSWERED),
        "closed": int(status is FeedbackStatus.CLOSED),
    }


def difference(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Return by how much each counter moves from *before* to *after*."""
    return {name: after.get(name, 0) - before.get(name, 0) for name in {*before, *after}}


def count_above(work: Work, comment: Standing, replies: int) -> None:
    """Add to what is counted below the comment that *comment* answers, and below its thread's."""
    if replies and comment.parent_id is not None:
        work.session.execute(
            update(Comment)
            .where(Comment.id.in_({comment.parent_id, comment.thread_id}))
            .values(replies=Comment.replies + replies)
            .execution_options(synchronize_session=False)
        )
