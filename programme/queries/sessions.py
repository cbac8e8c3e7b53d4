"""One session of a cohort, with everybody who was asked to it; and those of a firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat, CohortSession, SessionSeat
from programme.models.firms import Firm
from programme.models.programmes import Programme
from programme.rules.attendance import Came
from programme.rules.cohorts import Side
from programme.rules.sessions import SessionKind


@dataclass(frozen=True, slots=True)
class AskedSeat:
    """Somebody who was asked to a session."""

    seat_id: UUID
    side: Side
    name: str
    challenge: str | None
    came: Came


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session and everybody who was asked to it, firms first."""

    id: UUID
    title: str
    kind: SessionKind
    cohort: str
    programme_slug: str
    starts_at: datetime
    minutes: int
    taken_at: datetime | None
    seats: tuple[AskedSeat, ...]


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session to which a firm was asked."""

    id: UUID
    title: str
    kind: SessionKind
    starts_at: datetime
    minutes: int
    came: Came


def session_page(session: Session, authority_id: UUID, session_id: UUID) -> SessionPage | None:
    """Return a session of a council, or None."""
    asked = (
        select(CohortSession, Cohort.title, Programme.slug)
        .join(Cohort, Cohort.id == CohortSession.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(CohortSession.id == session_id, Cohort.authority_id == authority_id)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    row, cohort, slug = found
    return SessionPage(
        id=row.id,
        title=row.title,
        kind=row.kind,
        cohort=cohort,
        programme_slug=slug,
        starts_at=row.starts_at,
        minutes=row.minutes,
        taken_at=row.taken_at,
        seats=_seats(session, session_id),
    )


def own_sessions(session: Session, seat_id: UUID) -> tuple[OwnSession, ...]:
    """Return the sessions to which a seat was asked, the first one first."""
    asked = (
        select(CohortSession, SessionSeat.came)
        .join(SessionSeat, SessionSeat.session_id == CohortSession.id)
        .where(SessionSeat.seat_id == seat_id)
        .order_by(CohortSession.starts_at, CohortSession.id)
    )
    return tuple(
        OwnSession(row.id, row.title, row.kind, row.starts_at, row.minutes, came)
        for row, came in session.execute(asked)
    )


def _seats(session: Session, session_id: UUID) -> tuple[AskedSeat, ...]:
    name = func.coalesce(Firm.name, Person.name, Person.email, "").label("name")
    asked = (
        select(CohortSeat.id, CohortSeat.side, name, Challenge.title, SessionSeat.came)
        .join(SessionSeat, SessionSeat.seat_id == CohortSeat.id)
        .outerjoin(Firm, Firm.id == CohortSeat.firm_id)
        .outerjoin(Person, Person.id == CohortSeat.person_id)
        .outerjoin(Challenge, Challenge.id == CohortSeat.challenge_id)
        .where(SessionSeat.session_id == session_id)
        .order_by(CohortSeat.side != Side.FIRM, Challenge.title, "name", CohortSeat.id)
    )
    return tuple(AskedSeat(*row) for row in session.execute(asked))
