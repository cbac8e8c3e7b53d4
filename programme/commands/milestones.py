"""Set milestones for firms of a cohort, and say when each is expected or was reached."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own_cohort import own_cohort, own_seat
from programme.commands.settling import settle_seats
from programme.models.cohorts import CohortMilestone, CohortSeat
from programme.rules.cohorts import HERE, Side
from programme.rules.milestones import (
    FULL,
    MOST,
    MilestoneDraft,
    MilestoneMoved,
    MilestoneSet,
    checked_actual,
    checked_milestone,
)

NO_FIRM = say("No firm of this cohort is meant. Choose one that has a seat.")


def set_milestone(
    work: Work, cohort_id: UUID, draft: MilestoneDraft, seat_id: UUID | None = None
) -> None:
    """Give one firm of a cohort, or every one that is still there, a milestone.

    Raises:
        NotFound: no such cohort.
        Invalid: something in the draft cannot stay as it is, or no firm is meant.
        Conflict: a firm has as many as there can be.
    """
    cohort, draft = own_cohort(work, cohort_id), checked_milestone(draft)
    asked = select(CohortSeat.id).where(
        CohortSeat.cohort_id == cohort.id,
        CohortSeat.side == Side.FIRM,
        CohortSeat.state.in_(HERE),
    )
    if seat_id is not None:
        asked = asked.where(CohortSeat.id == seat_id)
    seats = list(work.session.scalars(asked))
    if not seats:
        raise Invalid(NO_FIRM, fields={"of_firm": NO_FIRM})
    _have_room(work, seats)
    for each in seats:
        made = CohortMilestone(
            id=uuid4(),
            seat_id=each,
            title=draft.title,
            baseline_on=draft.baseline_on,
            set_at=work.now,
        )
        work.session.add(made)
        work.session.flush()
        work.record(MilestoneSet(made.id, cohort_id=cohort.id))
    settle_seats(work, cohort.id, seats)


def move_milestone(
    work: Work, milestone_id: UUID, forecast_on: date | None, actual_on: date | None
) -> None:
    """Say when a milestone is expected now, and when it was reached; what was promised stays.

    Raises:
        NotFound: no such milestone.
        Invalid: it is said to be reached on a day that is still to come.
    """
    found = work.session.get(CohortMilestone, milestone_id, populate_existing=True)
    if found is None:
        raise NotFound("There is no such milestone.")
    cohort, seat = own_seat(work, found.seat_id)
    reached = checked_actual(actual_on, london_day(work.now))
    found.forecast_on, found.actual_on = forecast_on, reached
    work.session.flush()
    moved = MilestoneMoved(found.id, cohort_id=cohort.id, is_reached=reached is not None)
    work.record(moved)
    settle_seats(work, cohort.id, [seat.id])


def _have_room(work: Work, seats: list[UUID]) -> None:
    held = (
        select(func.count())
        .where(CohortMilestone.seat_id.in_(seats))
        .group_by(CohortMilestone.seat_id)
    )
    if max(work.session.scalars(held), default=0) >= MOST:
        raise Conflict(FULL)
