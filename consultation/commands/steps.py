"""Take comments along the feedback loop, many at once, and count what that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from consultation.commands.clock import promised
from consultation.commands.standing import Standing, count_above, counted, difference
from consultation.commands.tallies import count
from consultation.models.comments import Comment, FeedbackStep
from consultation.rules.clock import WAITING, due_on
from consultation.rules.feedback import FeedbackMoved, FeedbackStatus
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one comment, with the note and the answer that come with it."""

    status: FeedbackStatus
    note: str | None = None
    answer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A comment, and the steps that it takes now."""

    comment: Standing
    steps: Sequence[Step]


def take_steps(work: Work, consultation_id: UUID, walks: Sequence[Walk], **more: int) -> None:
    """Take the steps of all *walks*, count them, and add *more* to the counters as well.

    Four statements and one for each state that comments end in, however many comments there are.
    """
    moved: Counter[str] = Counter(more)
    for walk in walks:
        moved.update(_counted(walk))
    count(work.session, consultation_id, **moved)
    taken = [walk for walk in walks if walk.steps]
    if not taken:
        return
    _keep(work, taken)
    for walk in taken:
        count_above(work, walk.comment, _counted(walk).get("replies", 0))
    for status in {walk.steps[-1].status for walk in taken}:
        there = [walk.comment.id for walk in taken if walk.steps[-1].status is status]
        work.session.execute(
            update(Comment)
            .where(Comment.id.in_(there))
            .values(feedback_status=status)
            .execution_options(synchronize_session=False)
        )
    _promise_anew(work, taken)
    for walk in taken:
        before = walk.comment.status
        for step in walk.steps:
            work.record(FeedbackMoved(walk.comment.id, consultation_id, before, step.status))
            before = step.status


def _promise_anew(work: Work, walks: Sequence[Walk]) -> None:
    """Start the answer clock again for what was answered or closed and waits now."""
    again = [walk.comment for walk in walks if _waits_again(walk)]
    if not again:
        return
    meant = promised(work)
    for kind in {comment.kind for comment in again}:
        work.session.execute(
            update(Comment)
            .where(Comment.id.in_([each.id for each in again if each.kind is kind]))
            .values(due_on=due_on(kind, work.now, meant))
            .execution_options(synchronize_session=False)
        )


def _waits_again(walk: Walk) -> bool:
    waited = walk.comment.status in WAITING
    return walk.steps[-1].status in WAITING and not waited


def _counted(walk: Walk) -> dict[str, int]:
    comment = walk.comment
    last = walk.steps[-1].status if walk.steps else comment.status
    return difference(
        counted(comment, comment.status, comment.moderation),
        counted(comment, last, comment.moderation),
    )


def _keep(work: Work, walks: Sequence[Walk]) -> None:
    ids = [walk.comment.id for walk in walks]
    asked = (
        select(FeedbackStep.comment_id, func.max(FeedbackStep.position))
        .where(FeedbackStep.comment_id.in_(ids))
        .group_by(FeedbackStep.comment_id)
    )
    last = {comment_id: position for comment_id, position in work.session.execute(asked)}  # noqa: C416  rows, not pairs
    rows = [
        {
            "id": uuid4(),
            "comment_id": walk.comment.id,
            "position": position,
            "status": step.status,
            "note": step.note,
            "answer_id": step.answer_id,
            "taken_at": work.now,
        }
        for walk in walks
        for position, step in enumerate(walk.steps, last.get(walk.comment.id, 0) + 1)
    ]
    work.session.execute(insert(FeedbackStep), rows)
