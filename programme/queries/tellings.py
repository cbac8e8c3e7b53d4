"""The equal-information ledger: for the desk, for gate 4, and for the firms it concerns."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat, Telling, TellingReading
from programme.models.firms import Firm, FirmMember
from programme.rules.cohorts import HERE, SeatState, Side
from programme.rules.tellings import Means, TellingState


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A line: *firm* was told first, *read* of *firms* have said that they read it."""

    id: UUID
    words: str
    challenge: str
    firm: str | None
    means: Means
    told_on: date
    state: TellingState
    shared_at: datetime | None
    private_because: str | None
    noted_by_id: UUID | None
    firms: int
    read: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a firm may read; *is_read* once it has said so."""

    id: UUID
    words: str
    told_on: date
    shared_at: datetime | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat of a firm for which somebody writes."""

    id: UUID
    firm: str
    challenge_id: UUID
    challenge: str
    challenge_slug: str
    cohort: str
    cohort_id: UUID
    is_here: bool


def ledger(session: Session, cohort_id: UUID) -> tuple[TellingRow, ...]:
    """Return every line of a cohort, what is not shared first, then the latest."""
    asked = (
        _lines()
        .where(Telling.cohort_id == cohort_id)
        .order_by(
            Telling.state != TellingState.NOT_SHARED, Telling.told_on.desc(), Telling.noted_at
        )
    )
    return tuple(_line(*row) for row in session.execute(asked))


def telling_of(session: Session, authority_id: UUID, telling_id: UUID) -> TellingRow | None:
    """Return one line of a council's ledgers, or None."""
    asked = (
        _lines()
        .join(Cohort, Cohort.id == Telling.cohort_id)
        .where(Telling.id == telling_id, Cohort.authority_id == authority_id)
    )
    row = session.execute(asked).one_or_none()
    return _line(*row) if row else None


def untold(session: Session, challenge_id: UUID) -> int:
    """Return how many lines of a challenge not every firm was told."""
    asked = select(func.count()).where(
        Telling.challenge_id == challenge_id, Telling.state == TellingState.NOT_SHARED
    )
    return session.scalar(asked) or 0


def own_seats(
    session: Session, authority_id: UUID, person_id: UUID, states: Set[SeatState] = HERE
) -> tuple[OwnSeat, ...]:
    """Return the seats of the firms for which a person writes; a rival's is none of them."""
    asked = (
        select(
            CohortSeat.id,
            Firm.name,
            Challenge.id.label("challenge_id"),
            Challenge.title,
            Challenge.slug,
            Cohort.title.label("cohort"),
            Cohort.id.label("cohort_id"),
            CohortSeat.state,
        )
        .join(Firm, Firm.id == CohortSeat.firm_id)
        .join(FirmMember, FirmMember.firm_id == Firm.id)
        .join(Challenge, Challenge.id == CohortSeat.challenge_id)
        .join(Cohort, Cohort.id == CohortSeat.cohort_id)
        .where(
            FirmMember.person_id == person_id,
            Cohort.authority_id == authority_id,
            CohortSeat.state.in_(states),
        )
        .order_by(Challenge.title, Firm.name)
    )
    return tuple(
        OwnSeat(
            row.id,
            row.name,
            row.challenge_id,
            row.title,
            row.slug,
            row.cohort,
            row.cohort_id,
            row.state in HERE,
        )
        for row in session.execute(asked)
    )


def told_to(session: Session, seat: OwnSeat) -> tuple[Told, ...]:
    """Return what every firm of the seat's challenge was told, the latest first."""
    is_read = exists().where(
        and_(TellingReading.telling_id == Telling.id, TellingReading.seat_id == seat.id)
    )
    asked = (
        select(Telling.id, Telling.words, Telling.told_on, Telling.shared_at, is_read.label("read"))
        .where(
            Telling.cohort_id == seat.cohort_id,
            Telling.challenge_id == seat.challenge_id,
            Telling.state == TellingState.SHARED,
        )
        .order_by(Telling.shared_at.desc(), Telling.id)
    )
    return tuple(
        Told(row.id, row.words, row.told_on, row.shared_at, row.read)
        for row in session.execute(asked)
    )


def _firms() -> Any:  # noqa: ANN401  a statement to be put into another
    return select(func.count()).where(
        CohortSeat.cohort_id == Telling.cohort_id,
        CohortSeat.challenge_id == Telling.challenge_id,
        CohortSeat.side == Side.FIRM,
        CohortSeat.state.in_(HERE),
    )


def _lines() -> Select[Any]:
    readings = (
        select(func.count())
        .where(TellingReading.telling_id == Telling.id)
        .correlate(Telling)
        .scalar_subquery()
    )
    firms = _firms().correlate(Telling).scalar_subquery()
    return (
        select(Telling, Challenge.title, Firm.name, firms, readings)
        .join(Challenge, Challenge.id == Telling.challenge_id)
        .outerjoin(CohortSeat, CohortSeat.id == Telling.seat_id)
        .outerjoin(Firm, Firm.id == CohortSeat.firm_id)
    )


def _line(row: Telling, challenge: str, firm: str | None, firms: int, read: int) -> TellingRow:
    return TellingRow(
        id=row.id,
        words=row.words,
        challenge=challenge,
        firm=firm,
        means=row.means,
        told_on=row.told_on,
        state=row.state,
        shared_at=row.shared_at,
        private_because=row.private_because,
        noted_by_id=row.noted_by_id,
        firms=firms,
        read=read,
    )
