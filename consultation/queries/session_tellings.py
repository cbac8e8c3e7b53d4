"""Who has still to be told something of a session, and at which address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.sessions import HeldSession, SessionPlace, SessionTelling
from consultation.queries.sessions import SessionFacts, session_called
from consultation.rules.sessions import SeatState, Telling
from foundation.accounts.models.attendees import Attendee

AT_ONCE = 50
TOLD = {
    Telling.PLACE: (SeatState.TAKEN, SeatState.WAITING),
    Telling.MOVED_UP: (SeatState.TAKEN,),
    Telling.CHANGED: (SeatState.TAKEN, SeatState.WAITING),
    Telling.CALLED_OFF: (SeatState.TAKEN, SeatState.WAITING),
    Telling.FOLLOW_UP: (SeatState.TAKEN,),
}
"""Whose address is written to."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """One person who is told something of a session."""

    seat_id: UUID
    state: SeatState
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class SessionNews:
    """What is told of a session, and to whom."""

    id: UUID
    authority_id: UUID
    telling: Telling
    words: str
    session: SessionFacts
    people: tuple[ToTell, ...]


def waiting_tellings(session: Session) -> list[tuple[UUID, UUID]]:
    """Return authority and id of what has still to be told, the oldest first."""
    asked = (
        select(HeldSession.authority_id, SessionTelling.id)
        .join(HeldSession, HeldSession.id == SessionTelling.session_id)
        .where(SessionTelling.told_at.is_(None))
        .order_by(SessionTelling.asked_at, SessionTelling.id)
        .limit(AT_ONCE)
    )
    return [(council, telling) for council, telling in session.execute(asked)]


def session_news(session: Session, telling_id: UUID) -> SessionNews | None:
    """Return what is told and to whom; None where it was told since."""
    asked = (
        select(SessionTelling, HeldSession)
        .join(HeldSession, HeldSession.id == SessionTelling.session_id)
        .where(SessionTelling.id == telling_id, SessionTelling.told_at.is_(None))
    )
    found = session.execute(asked.with_for_update(of=SessionTelling)).one_or_none()
    if found is None:
        return None
    told, held = found
    facts = session_called(session, held.consultation_id, held.number, drafts=True)
    if facts is None:
        return None
    people = (
        select(SessionPlace.id, SessionPlace.state, Attendee.email, Attendee.language)
        .join(Attendee, Attendee.id == SessionPlace.id)
        .where(
            SessionPlace.session_id == held.id,
            SessionPlace.state.in_(TOLD[told.telling]),
            Attendee.email.is_not(None),
        )
        .order_by(SessionPlace.id)
    )
    if told.seat_id:
        people = people.where(SessionPlace.id == told.seat_id)
    rows = tuple(
        ToTell(seat_id, state, email, language)
        for seat_id, state, email, language in session.execute(people)
        if email
    )
    return SessionNews(told.id, held.authority_id, told.telling, told.words, facts, rows)
