"""Milestones of the firms of a cohort, with their slip in days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.cohorts import CohortMilestone, CohortSeat
from programme.models.firms import Firm
from programme.rules.cohorts import STAYS
from programme.rules.milestones import late_days, slip
from programme.rules.stages import Dates


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone; *slip* in days is below 0 where it is earlier than promised."""

    id: UUID
    seat_id: UUID
    firm: str
    challenge: str
    title: str
    dates: Dates
    slip: int

    @property
    def is_reached(self) -> bool:
        """Tell whether it is done."""
        return self.dates.actual_on is not None

    @property
    def is_late(self) -> bool:
        """Tell whether it waits longer than promised."""
        return not self.is_reached and self.slip > 0


def milestones_of_cohort(
    session: Session, cohort_id: UUID, today: date
) -> tuple[MilestoneRow, ...]:
    """Return the milestones of the firms that did not leave: late ones first, then by day."""
    stay = _rows().where(CohortSeat.cohort_id == cohort_id, CohortSeat.state.in_(STAYS))
    found = _told(session, stay, today)
    return tuple(sorted(found, key=lambda row: (not row.is_late, row.is_reached)))


def milestones_of_seats(
    session: Session, seat_ids: Collection[UUID], today: date
) -> tuple[MilestoneRow, ...]:
    """Return the milestones of some seats, by the day that was promised."""
    return _told(session, _rows().where(CohortMilestone.seat_id.in_(seat_ids)), today)


def late_by_seat(session: Session, cohort_id: UUID, today: date) -> Mapping[UUID, int]:
    """Return by how many days the latest open milestone of each seat is late."""
    asked = (
        select(CohortMilestone)
        .join(CohortSeat, CohortSeat.id == CohortMilestone.seat_id)
        .where(CohortSeat.cohort_id == cohort_id, CohortMilestone.actual_on.is_(None))
    )
    found: dict[UUID, list[Dates]] = defaultdict(list)
    for row in session.scalars(asked):
        found[row.seat_id].append(_dates(row))
    return {seat_id: late_days(dates, today) for seat_id, dates in found.items()}


def _rows() -> Any:  # noqa: ANN401  a statement with columns of three tables
    return (
        select(CohortMilestone, Firm.name, Challenge.title)
        .join(CohortSeat, CohortSeat.id == CohortMilestone.seat_id)
        .join(Firm, Firm.id == CohortSeat.firm_id)
        .join(Challenge, Challenge.id == CohortSeat.challenge_id)
        .order_by(CohortMilestone.baseline_on, Firm.name, CohortMilestone.id)
    )


def _told(
    session: Session,
    asked: Any,  # noqa: ANN401  see ``_rows``
    today: date,
) -> tuple[MilestoneRow, ...]:
    return tuple(
        MilestoneRow(
            row.id, row.seat_id, firm, challenge, row.title, _dates(row), slip(_dates(row), today)
        )
        for row, firm, challenge in session.execute(asked)
    )


def _dates(row: CohortMilestone) -> Dates:
    return Dates(row.baseline_on, row.forecast_on, row.actual_on)
