"""Gather points that say the same in an issue, and take them out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select

from consultation.commands.issue_steps import (
    move_points,
    note_step,
    own_issue,
    own_points,
    points_of,
)
from consultation.commands.own import own_consultation
from consultation.commands.settling import settle
from consultation.commands.tallies import lock
from consultation.commands.telling import tell_newcomers
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.issues import REFUSALS, Deed, checked_title, may_lose, may_take
from consultation.rules.refusals import agree
from foundation.base.work import Work


def make_issue(
    work: Work,
    issue_id: UUID,
    consultation_id: UUID,
    *,
    title: str,
    topic: str | None,
    point_ids: Iterable[UUID],
) -> int:
    """Make an issue of points and return its number; sent twice with one id, it is one issue.

    Raises:
        NotFound: no such consultation or point.
        Conflict: a point is another consultation's, or cannot leave the issue it is in.
        Invalid: the title says nothing, or no point was chosen.
    """
    consultation = own_consultation(work, consultation_id)
    lock(work.session, consultation_id)
    there = select(Issue.number).where(
        Issue.id == issue_id, Issue.consultation_id == consultation_id
    )
    number = work.session.scalar(there)
    if number is not None:
        return number
    title = checked_title(title)
    points = own_points(work, consultation_id, point_ids)
    issue = new_issue(work, consultation.id, issue_id, title, topic)
    _take(work, issue, Deed.MADE, points)
    return issue.number


def new_issue(
    work: Work, consultation_id: UUID, issue_id: UUID, title: str, topic: str | None
) -> Issue:
    """Add an issue without points, under the next number that its consultation has never used."""
    last = select(func.max(Issue.number)).where(Issue.consultation_id == consultation_id)
    issue = Issue(
        id=issue_id,
        authority_id=work.actor.authority_id,
        consultation_id=consultation_id,
        number=(work.session.scalar(last) or 0) + 1,
        title=title,
        topic=topic,
        made_at=work.now,
    )
    work.session.add(issue)
    work.session.flush()
    return issue


def join_issue(work: Work, issue_id: UUID, point_ids: Iterable[UUID]) -> int:
    """Let points be in an issue, wherever they were; return how many came.

    Who comes to an issue that was answered, or whose outcome is out, is told it too.

    Raises:
        NotFound: no such issue or point.
        Conflict: the issue was merged, a point is another consultation's, or cannot leave.
        Invalid: no point was chosen.
    """
    issue = own_issue(work, issue_id)
    agree(may_take(issue.status), REFUSALS)
    points = own_points(work, issue.consultation_id, point_ids)
    coming = [point for point in points if point.issue_id != issue.id]
    if coming:
        _take(work, issue, Deed.JOINED, coming)
    return len(coming)


def leave_issue(work: Work, issue_id: UUID, point_ids: Iterable[UUID]) -> int:
    """Take points out of an issue, so that they are in none; return how many went.

    Raises:
        NotFound: no such issue or point.
        Conflict: it is settled or merged, or would have nothing left.
        Invalid: no point was chosen.
    """
    issue = own_issue(work, issue_id)
    points = own_points(work, issue.consultation_id, point_ids)
    going = [point for point in points if point.issue_id == issue.id]
    agree(may_lose(issue.status, len(points_of(work, issue.id)), len(going)), REFUSALS)
    comments = [point.comment_id for point in going]
    if going:
        move_points(work, note_step(work, issue, Deed.LEFT), going, None)
        settle(work, issue.consultation_id, comments)
    return len(going)


def rename_issue(work: Work, issue_id: UUID, title: str) -> None:
    """Give an issue another title; its number stays.

    Raises:
        NotFound: no such issue.
        Invalid: the title says nothing.
    """
    issue = own_issue(work, issue_id)
    issue.title = checked_title(title)


def _take(work: Work, issue: Issue, deed: Deed, points: Sequence[Point]) -> None:
    """Bring points into an issue, from none or from others that can spare them."""
    comments = [point.comment_id for point in points]
    leaving = Counter(point.issue_id for point in points if point.issue_id is not None)
    for other_id, number in leaving.items():
        other = own_issue(work, other_id)
        agree(may_lose(other.status, len(points_of(work, other_id)), number), REFUSALS)
    move_points(work, note_step(work, issue, deed), points, issue.id)
    settle(work, issue.consultation_id, comments)
    tell_newcomers(work, issue)
