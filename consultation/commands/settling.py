"""Let each comment stand where its points stand; the one place where that is worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from consultation.commands.standing import Standing, standings
from consultation.commands.steps import Step, Walk, take_steps
from consultation.models.answers import Answer, AnswerTold
from consultation.models.comments import Comment
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.rules.feedback import FeedbackStatus, way
from consultation.rules.points import PointState, follows, state_of
from foundation.base.errors import Conflict
from foundation.base.work import Work

BATCH = 500
NO_REPLIES: Mapping[UUID, UUID] = {}


def settle(
    work: Work,
    consultation_id: UUID,
    comment_ids: Iterable[UUID],
    replies: Mapping[UUID, UUID] = NO_REPLIES,
    note: str | None = None,
) -> None:
    """Take comments to where their points say; the consultation is locked already.

    Args:
        work: of the authority whose comments they are.
        consultation_id: where they were all said.
        comment_ids: whose points have changed.
        replies: comment → the reply below it that answers it now; each counts as one more.
        note: what their authors read beside the last step.
    """
    wanted = list(dict.fromkeys(comment_ids))
    for some in (wanted[at : at + BATCH] for at in range(0, len(wanted), BATCH)):
        states = _states(work, some)
        walks = [
            Walk(comment, _steps(comment, states[comment.id], replies.get(comment.id), note))
            for comment in standings(work, some)
        ]
        take_steps(work, consultation_id, walks, replies=sum(each in replies for each in some))


def refuse_ahead_of_points(work: Work, comment: Standing) -> None:
    """Let nobody close a comment while something that it says is open.

    Raises:
        Conflict: one of its points is not closed yet.
    """
    states = _states(work, [comment.id], of_whole=False)[comment.id]
    if states and follows(comment.status, states) is not FeedbackStatus.CLOSED:
        raise Conflict("This comment has points in open issues. It closes when they do.")


def _steps(
    comment: Standing, states: Sequence[PointState], reply: UUID | None, note: str | None
) -> list[Step]:
    steps = way(comment.status, follows(comment.status, states))
    if not steps:
        return []
    return [*(Step(each) for each in steps[:-1]), Step(steps[-1], note, reply)]


def _states(
    work: Work, comment_ids: Sequence[UUID], *, of_whole: bool = True
) -> dict[UUID, list[PointState]]:
    """Return how far each point has come; an answer to the whole comment counts for each.

    With *of_whole*, a comment without points that was answered counts as one point, which is closed
    where somebody has closed the comment.
    """
    told = select(AnswerTold.answer_id).join(Answer, Answer.id == AnswerTold.answer_id)
    of_it = told.where((Answer.point_id == Point.id) | (Answer.comment_id == Comment.id))
    asked = (
        select(
            Comment.id,
            Comment.feedback_status,
            Point.id.label("point_id"),
            Issue.answered_at,
            IssueOutcome.told_at,
            of_it.exists().label("was_told"),
        )
        .select_from(Comment)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .outerjoin(Issue, Issue.id == Point.issue_id)
        .outerjoin(IssueOutcome, is_current_of(Issue))
        .where(Comment.id.in_(comment_ids))
    )
    states: dict[UUID, list[PointState]] = defaultdict(list)
    for row in work.session.execute(asked):
        is_whole = row.point_id is None
        if is_whole and not (row.was_told and of_whole):
            continue
        is_shut = is_whole and row.feedback_status is FeedbackStatus.CLOSED
        is_answered = row.answered_at is not None or row.was_told
        state = state_of(is_answered=is_answered, is_closed=row.told_at is not None or is_shut)
        states[row.id].append(state)
    return states


def is_current_of(issue: type[Issue]) -> ColumnElement[bool]:
    """Match the outcome of an issue that nothing has taken the place of."""
    return (IssueOutcome.issue_id == issue.id) & IssueOutcome.ended_at.is_(None)
