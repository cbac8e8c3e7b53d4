"""One issue, held still while it is changed; each step and each move of a point is noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from consultation.commands.tallies import lock
from consultation.models.issues import Issue, IssueStep, PointMove
from consultation.models.points import Point
from consultation.rules.issues import (
    MOST_AT_ONCE,
    REFUSALS,
    Deed,
    IssueChanged,
    IssueStatus,
    WhyNot,
    step,
)
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import Work

NO_ISSUE = "There is no such issue."


def own_issue(work: Work, issue_id: UUID) -> Issue:
    """Lock an issue's consultation and return the issue as it then is.

    Raises:
        NotFound: the actor's authority has no such issue.
    """
    ours = (Issue.id == issue_id, Issue.authority_id == work.actor.authority_id)
    consultation_id = work.session.scalar(select(Issue.consultation_id).where(*ours))
    if consultation_id is None:
        raise NotFound(NO_ISSUE)
    lock(work.session, consultation_id)
    return work.session.scalars(
        select(Issue).where(*ours).execution_options(populate_existing=True)
    ).one()


def own_points(work: Work, consultation_id: UUID, point_ids: Iterable[UUID]) -> list[Point]:
    """Return points of one consultation that were not dropped.

    Raises:
        Invalid: none was chosen, or far too many.
        NotFound: the actor's authority does not have one of them.
        Conflict: one belongs to another consultation.
    """
    wanted = set(point_ids)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise _choose()
    asked = select(Point).where(
        Point.id.in_(wanted),
        Point.authority_id == work.actor.authority_id,
        Point.dropped_at.is_(None),
    )
    found = work.session.scalars(asked.execution_options(populate_existing=True)).all()
    if len(found) < len(wanted):
        raise NotFound("There is no such point.")
    if any(point.consultation_id != consultation_id for point in found):
        raise Conflict(REFUSALS[WhyNot.ANOTHER_CONSULTATION])
    return list(found)


def points_of(work: Work, issue_id: UUID) -> list[Point]:
    """Return the points that are in an issue now."""
    asked = select(Point).where(Point.issue_id == issue_id, Point.dropped_at.is_(None))
    return list(work.session.scalars(asked.execution_options(populate_existing=True)))


def note_step(  # noqa: PLR0913  what a step can be
    work: Work,
    issue: Issue,
    deed: Deed,
    *,
    after: IssueStatus | None = None,
    other_id: UUID | None = None,
    reason: str | None = None,
    people: int | None = None,
) -> UUID:
    """Note what was done with an issue, take it to *after* if that is another state.

    Raises:
        Conflict: *after* does not follow where the issue stands.
    """
    before, after = issue.status, after or issue.status
    if after is not before:
        step(before, after)
        issue.status = after
    work.session.flush()
    last = select(func.max(IssueStep.position)).where(IssueStep.issue_id == issue.id)
    step_id = uuid4()
    row = {
        "id": step_id,
        "issue_id": issue.id,
        "position": (work.session.scalar(last) or 0) + 1,
        "deed": deed,
        "other_id": other_id,
        "after": after,
        "taken_at": work.now,
        "taken_by_id": work.actor.person_id,
        "reason": reason,
        "people": people,
    }
    work.session.execute(insert(IssueStep), row)
    work.record(
        IssueChanged(issue.id, issue.consultation_id, deed, step_id, other_id, before, after)
    )
    return step_id


def move_points(work: Work, step_id: UUID, points: Sequence[Point], after_id: UUID | None) -> None:
    """Let *points* be in the issue *after_id*, or in none, and keep where they were."""
    if not points:
        return
    moves = [
        {
            "step_id": step_id,
            "point_id": point.id,
            "before_id": point.issue_id,
            "after_id": after_id,
        }
        for point in points
    ]
    work.session.execute(insert(PointMove), moves)
    work.session.execute(
        update(Point)
        .where(Point.id.in_([point.id for point in points]))
        .values(issue_id=after_id)
        .execution_options(synchronize_session=False)
    )
    work.session.expire_all()


def _choose() -> Invalid:
    sentence = f"Choose what belongs together: 1 to {MOST_AT_ONCE} at a time."
    return Invalid(sentence, fields={"chosen": sentence})
