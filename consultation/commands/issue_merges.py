"""Put issues together, take them apart, and undo it; the trace of every point stays."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from consultation.commands.issue_steps import (
    NO_ISSUE,
    move_points,
    note_step,
    own_issue,
    own_points,
    points_of,
)
from consultation.commands.issues import new_issue
from consultation.commands.settling import settle
from consultation.commands.telling import tell_newcomers
from consultation.commands.voices import insert_once
from consultation.models.issues import Issue, IssueStep, KeptApart, PointMove
from consultation.models.points import Point
from consultation.rules.issues import (
    REFUSALS,
    Deed,
    IssueStatus,
    WhyNot,
    checked_title,
    may_lose,
    may_merge,
    may_undo,
)
from consultation.rules.refusals import agree
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.work import Work


def merge_issues(work: Work, issue_id: UUID, into_id: UUID) -> UUID:
    """Let all points of an issue be in another one; return the step, by which it can be undone.

    Raises:
        NotFound: no such issue.
        Conflict: they are of two consultations, the same one, merged already, or it is settled.
    """
    issue, into = own_issue(work, issue_id), own_issue(work, into_id)
    allowed = may_merge(
        issue.status,
        into.status,
        same=issue.id == into.id,
        same_consultation=issue.consultation_id == into.consultation_id,
    )
    agree(allowed, REFUSALS)
    points = points_of(work, issue.id)
    comments = [point.comment_id for point in points]
    step_id = _merge_away(work, issue, into.id, Deed.MERGED)
    move_points(work, step_id, points, into.id)
    settle(work, into.consultation_id, comments)
    tell_newcomers(work, into)
    return step_id


def split_issue(
    work: Work, issue_id: UUID, new_id: UUID, title: str, point_ids: Iterable[UUID]
) -> int:
    """Make a new issue of some points of another; return its number.

    Raises:
        NotFound: no such issue or point.
        Conflict: it is settled or merged, or would have nothing left.
        Invalid: the title says nothing, or no point was chosen.
    """
    issue = own_issue(work, issue_id)
    there = work.session.scalar(
        select(Issue.number).where(
            Issue.id == new_id, Issue.consultation_id == issue.consultation_id
        )
    )
    if there is not None:
        return there
    title = checked_title(title)
    points = own_points(work, issue.consultation_id, point_ids)
    going = [point for point in points if point.issue_id == issue.id]
    agree(may_lose(issue.status, len(points_of(work, issue.id)), len(going)), REFUSALS)
    comments = [point.comment_id for point in going]
    new = new_issue(work, issue.consultation_id, new_id, title, issue.topic)
    new.split_from_id = issue.id
    note_step(work, new, Deed.MADE, other_id=issue.id)
    step_id = note_step(work, issue, Deed.SPLIT, other_id=new.id)
    move_points(work, step_id, going, new.id)
    settle(work, issue.consultation_id, comments)
    return new.number


def undo_step(work: Work, step_id: UUID) -> Issue:
    """Bring every point back to where it was before a step; return the issue of the step.

    Raises:
        NotFound: no such step.
        Conflict: the step moved no points, was undone before, or something followed upon it.
    """
    issue_id = work.session.scalar(select(IssueStep.issue_id).where(IssueStep.id == step_id))
    if issue_id is None:
        raise NotFound(NO_ISSUE)
    issue = own_issue(work, issue_id)
    step = work.session.get_one(IssueStep, step_id, populate_existing=True)
    moved = work.session.execute(
        select(PointMove.point_id, PointMove.before_id, PointMove.after_id).where(
            PointMove.step_id == step_id
        )
    ).all()
    points = {point.id: point for point in _points(work, [move.point_id for move in moved])}
    moved_on = any(
        points[move.point_id].issue_id != move.after_id or points[move.point_id].dropped_at
        for move in moved
    )
    agree(may_undo(step.deed, is_undone=bool(step.undone_at), has_moved_on=moved_on), REFUSALS)
    touched = {move.before_id for move in moved} | {move.after_id for move in moved}
    for each in touched - {None, issue.id}:
        _refuse_settled(own_issue(work, each))
    _refuse_settled(issue)
    step.undone_at = work.now
    _restore(work, issue, step)
    comments = [point.comment_id for point in points.values()]
    undone = note_step(work, issue, Deed.UNDONE, other_id=step.other_id)
    for before_id in {move.before_id for move in moved}:
        back = [points[move.point_id] for move in moved if move.before_id == before_id]
        move_points(work, undone, back, before_id)
    settle(work, issue.consultation_id, comments)
    return issue


def keep_apart(work: Work, issue_id: UUID, other_id: UUID) -> None:
    """Remember that two issues are not the same, so that nobody is asked again.

    Raises:
        NotFound: no such issue.
        Conflict: they are of two consultations, or the same one.
    """
    issue, other = own_issue(work, issue_id), own_issue(work, other_id)
    if issue.consultation_id != other.consultation_id:
        agree(Decision(WhyNot.ANOTHER_CONSULTATION), REFUSALS)
    if issue.id == other.id:
        agree(Decision(WhyNot.ITSELF), REFUSALS)
    one, two = sorted((issue.id, other.id))
    work.session.execute(insert_once(work.session, KeptApart).values(issue_id=one, other_id=two))


def _restore(work: Work, issue: Issue, step: IssueStep) -> None:
    """Give a merged issue its state back; let one that was split off go into its source."""
    if step.deed is Deed.MERGED:
        issue.merged_into_id = None
        issue.status = IssueStatus.ANSWERED if issue.answered_at else IssueStatus.OPEN
    if step.deed is Deed.SPLIT and step.other_id:
        _merge_away(work, own_issue(work, step.other_id), issue.id, Deed.UNDONE)
    work.session.flush()


def _merge_away(work: Work, issue: Issue, into_id: UUID, deed: Deed) -> UUID:
    with work.session.no_autoflush:
        issue.merged_into_id = into_id
        return note_step(work, issue, deed, after=IssueStatus.MERGED, other_id=into_id)


def _refuse_settled(issue: Issue) -> None:
    if issue.status is IssueStatus.SETTLED:
        agree(Decision(WhyNot.IS_SETTLED), REFUSALS)


def _points(work: Work, ids: Iterable[UUID]) -> list[Point]:
    asked = select(Point).where(Point.id.in_(list(ids)))
    return list(work.session.scalars(asked.execution_options(populate_existing=True)))
