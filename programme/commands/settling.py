"""Bring seats to where attendance and milestones say that they stand; the only place that does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.work import Work
from programme.models.cohorts import CohortMilestone, CohortSeat, CohortSession, SessionSeat
from programme.rules.attendance import THERE, Came, risk_of
from programme.rules.cohorts import SeatMoved, settled
from programme.rules.milestones import late_days
from programme.rules.stages import Dates


def settle_seats(work: Work, cohort_id: UUID, seat_ids: Collection[UUID]) -> None:
    """Let seats become active or at risk, and note each that moved."""
    marks: dict[UUID, list[Came]] = {seat_id: [] for seat_id in seat_ids}
    asked = (
        select(SessionSeat.seat_id, SessionSeat.came)
        .join(CohortSession, CohortSession.id == SessionSeat.session_id)
        .where(SessionSeat.seat_id.in_(seat_ids))
        .order_by(CohortSession.starts_at)
    )
    for seat_id, came in work.session.execute(asked):
        marks[seat_id].append(came)
    today, dates = london_day(work.now), _milestones(work, seat_ids)
    for seat in work.session.scalars(select(CohortSeat).where(CohortSeat.id.in_(seat_ids))):
        known = marks[seat.id]
        after = settled(
            seat.state,
            has_come=bool(THERE & set(known)),
            is_at_risk=risk_of(known, late_days(dates[seat.id], today)) is not None,
        )
        if after is not seat.state:
            before, seat.state = seat.state, after
            work.record(SeatMoved(seat.id, cohort_id=cohort_id, before=before, after=after))
    work.session.flush()


def _milestones(work: Work, seat_ids: Collection[UUID]) -> Mapping[UUID, list[Dates]]:
    found: dict[UUID, list[Dates]] = defaultdict(list)
    asked = select(CohortMilestone).where(CohortMilestone.seat_id.in_(seat_ids))
    for row in work.session.scalars(asked):
        found[row.seat_id].append(Dates(row.baseline_on, row.forecast_on, row.actual_on))
    return found
