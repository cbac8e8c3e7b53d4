"""A cohort as its desk sees it: seats with who came in each week, sessions, the ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.clock import london_day
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat, CohortSession, SessionSeat
from programme.models.departments import Department
from programme.models.firms import Firm
from programme.models.programmes import Programme
from programme.queries.milestones import late_by_seat
from programme.rules.attendance import Came, Risk, of_a_week, risk_of
from programme.rules.cohorts import HERE, SeatState, Side, week_of
from programme.rules.retention import Point, Stay, curve
from programme.rules.sessions import SessionKind


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort, and the programme that it is of."""

    id: UUID
    title: str
    programme: str
    programme_slug: str
    starts_on: date
    ends_on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat; *weeks* has what each week came to, *marks* (week, mark) in order of sessions."""

    id: UUID
    side: Side
    name: str
    person_id: UUID | None
    challenge_id: UUID | None
    challenge: str | None
    department: str | None
    state: SeatState
    joined_on: date
    left_on: date | None
    left_because: str | None
    mentor_id: UUID | None
    marks: tuple[tuple[int, Came], ...]
    weeks: tuple[Came | None, ...]
    late_days: int = 0

    @property
    def risk(self) -> Risk | None:
        """Return why they may be lost, or None; whoever left or completed is not at risk."""
        if self.state not in HERE:
            return None
        return risk_of([mark for _week, mark in self.marks], self.late_days)

    @property
    def is_at_risk(self) -> bool:
        """Tell whether they may be lost, also where they never came at all."""
        return self.risk is not None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the plan; *asked* seats, of which *there* came."""

    id: UUID
    kind: SessionKind
    title: str
    challenge: str | None
    starts_at: datetime
    minutes: int
    taken_at: datetime | None
    asked: int
    there: int


@dataclass(frozen=True, slots=True)
class CohortPage:
    """All that the desk of a cohort shows; *week* is 0 before the launch day."""

    row: CohortRow
    week: int
    weeks: int
    seats: tuple[SeatRow, ...]
    sessions: tuple[SessionRow, ...]
    firms: tuple[Point, ...]
    council: tuple[Point, ...]


def cohorts_of(session: Session, authority_id: UUID) -> tuple[CohortRow, ...]:
    """Return every cohort of a council, the latest first."""
    asked = (
        select(Cohort, Programme.title, Programme.slug)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Cohort.authority_id == authority_id)
        .order_by(Cohort.starts_on.desc(), Cohort.id)
    )
    return tuple(
        CohortRow(row.id, row.title, programme, slug, row.starts_on, row.ends_on, row.note)
        for row, programme, slug in session.execute(asked)
    )


def cohort_page(session: Session, row: CohortRow, now: datetime) -> CohortPage:
    """Return a cohort that the caller has asked for by its own authority."""
    weeks = week_of(row.starts_on, row.ends_on)
    today = london_day(now)
    week = max(0, min(week_of(row.starts_on, today), weeks))
    seats = seats_of(session, row, week, today)
    return CohortPage(
        row=row,
        week=week,
        weeks=weeks,
        seats=seats,
        sessions=sessions_of(session, row.id),
        firms=curve(_stays(row, [each for each in seats if each.side is Side.FIRM]), week),
        council=curve(_stays(row, [each for each in seats if each.side in OUR_SIDE]), week),
    )


def curves(
    session: Session, row: CohortRow, as_of: date
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the curves of firms and council up to the week of a day, and what was known then."""
    last = min(week_of(row.starts_on, as_of), week_of(row.starts_on, row.ends_on))
    week = max(0, last)
    known = [
        replace(
            seat,
            marks=tuple(mark for mark in seat.marks if mark[0] <= week),
            left_on=seat.left_on if seat.left_on and seat.left_on <= as_of else None,
        )
        for seat in seats_of(session, row, 0, as_of)
        if seat.joined_on <= as_of
    ]
    firms = [seat for seat in known if seat.side is Side.FIRM]
    ours = [seat for seat in known if seat.side in OUR_SIDE]
    return curve(_stays(row, firms), week), curve(_stays(row, ours), week)


OUR_SIDE = frozenset({Side.COUNCIL, Side.EXECUTIVE})


def seats_of(session: Session, row: CohortRow, weeks: int, today: date) -> tuple[SeatRow, ...]:
    """Return the seats of a cohort by challenge and name, with what *weeks* weeks came to."""
    marks, late = _marks(session, row), late_by_seat(session, row.id, today)
    asked = (
        select(
            CohortSeat,
            func.coalesce(Firm.name, Person.name, Person.email, "").label("name"),
            Challenge.title,
            Department.name,
        )
        .outerjoin(Firm, Firm.id == CohortSeat.firm_id)
        .outerjoin(Person, Person.id == CohortSeat.person_id)
        .outerjoin(Challenge, Challenge.id == CohortSeat.challenge_id)
        .outerjoin(Department, Department.id == Challenge.department_id)
        .where(CohortSeat.cohort_id == row.id)
        .order_by(Challenge.title, "name", CohortSeat.id)
    )
    return tuple(
        replace(
            _seat(seat, name, title, department, marks[seat.id], weeks),
            late_days=late.get(seat.id, 0),
        )
        for seat, name, title, department in session.execute(asked)
    )


def sessions_of(session: Session, cohort_id: UUID) -> tuple[SessionRow, ...]:
    """Return the plan of a cohort, the first session first."""
    asked = (
        select(
            CohortSession,
            Challenge.title,
            func.count(SessionSeat.seat_id),
            func.count().filter(SessionSeat.came.in_((Came.ATTENDED, Came.PARTIAL))),
        )
        .outerjoin(SessionSeat, SessionSeat.session_id == CohortSession.id)
        .outerjoin(Challenge, Challenge.id == CohortSession.challenge_id)
        .where(CohortSession.cohort_id == cohort_id)
        .group_by(CohortSession.id, Challenge.title)
        .order_by(CohortSession.starts_at, CohortSession.id)
    )
    return tuple(
        SessionRow(
            id=row.id,
            kind=row.kind,
            title=row.title,
            challenge=challenge,
            starts_at=row.starts_at,
            minutes=row.minutes,
            taken_at=row.taken_at,
            asked=invited,
            there=there,
        )
        for row, challenge, invited, there in session.execute(asked)
    )


def _marks(session: Session, row: CohortRow) -> dict[UUID, list[tuple[int, Came]]]:
    asked = (
        select(SessionSeat.seat_id, SessionSeat.came, CohortSession.starts_at)
        .join(CohortSession, CohortSession.id == SessionSeat.session_id)
        .where(CohortSession.cohort_id == row.id)
        .order_by(CohortSession.starts_at, CohortSession.id)
    )
    found: dict[UUID, list[tuple[int, Came]]] = defaultdict(list)
    for seat_id, came, starts_at in session.execute(asked):
        found[seat_id].append((week_of(row.starts_on, london_day(starts_at)), came))
    return found


def _seat(
    seat: CohortSeat,
    name: str,
    title: str | None,
    department: str | None,
    marks: list[tuple[int, Came]],
    weeks: int,
) -> SeatRow:
    by_week = [
        of_a_week([mark for at, mark in marks if at == week]) for week in range(1, weeks + 1)
    ]
    return SeatRow(
        id=seat.id,
        side=seat.side,
        name=name,
        person_id=seat.person_id,
        challenge_id=seat.challenge_id,
        challenge=title,
        department=department,
        state=seat.state,
        joined_on=seat.joined_on,
        left_on=seat.left_on,
        left_because=seat.left_because,
        mentor_id=seat.mentor_id,
        marks=tuple(marks),
        weeks=tuple(by_week),
    )


def _stays(row: CohortRow, seats: list[SeatRow]) -> list[Stay]:
    def week(day: date) -> int:
        return max(1, week_of(row.starts_on, day))

    return [
        Stay(week(seat.joined_on), seat.marks, week(seat.left_on) if seat.left_on else None)
        for seat in seats
    ]


def attended(session: Session, challenge_id: UUID) -> list[Came] | None:
    """Return what is written down of the seats of a challenge; None where it has no seat."""
    asked = (
        select(SessionSeat.came)
        .select_from(CohortSeat)
        .outerjoin(SessionSeat, SessionSeat.seat_id == CohortSeat.id)
        .where(CohortSeat.challenge_id == challenge_id)
    )
    found = list(session.scalars(asked))
    return [came for came in found if came is not None] if found else None
