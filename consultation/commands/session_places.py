"""Take a place in a session, and give it back; who it was stands in another store."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select

from consultation.commands.tallies import count
from consultation.models.sessions import HeldSession, SessionPlace, SessionTelling
from consultation.rules.sessions import (
    REFUSALS,
    PlaceGivenBack,
    PlaceTaken,
    SeatState,
    Telling,
    WhyNot,
    checked_name,
    forgotten_on,
    may_sign_up,
    moves_up,
    seat_for,
)
from foundation.accounts.commands.attendees import forget_attendee, keep_attendee
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.words import say
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks for a place, as far as they say."""

    name: str = ""
    email: str | None = None
    language: str = "en"


def take_place(
    work: Work, session_id: UUID, seat_id: UUID, who: Visitor, *, is_told: bool = False
) -> SeatState:
    """Give somebody a place, or let them wait for one; asked twice under one id, it is one.

    With *is_told* it is confirmed to the address that they gave. The row of the session is held,
    so that the last place is taken once.

    Raises:
        NotFound: no such session.
        Conflict: it takes no sign-ups, is over or is full.
        Invalid: the name is too long.
    """
    row = _held(work, session_id)
    known = work.session.get(SessionPlace, seat_id)
    if known is not None:
        return known.state
    name = checked_name(who.name)
    agree(may_sign_up(row.state, row.ends_at, work.now, signs_up=row.signs_up), REFUSALS)
    state = seat_for(row.capacity, row.taken, has_waiting=row.has_waiting)
    if state is None or row.ends_at is None:
        agree(Decision(WhyNot.FULL), REFUSALS)
        raise AssertionError("refused above")
    row.taken += state is SeatState.TAKEN
    seat = SessionPlace(id=seat_id, session_id=row.id, state=state, asked_at=work.now)
    work.session.add(seat)
    work.session.flush()
    keep_attendee(work, seat_id, name, who.email, who.language, forgotten_on(row.ends_at))
    if who.email and is_told:
        _tell(work, seat, Telling.PLACE)
    work.record(PlaceTaken(row.id, row.consultation_id, state))
    count(work.session, row.consultation_id)
    return state


def give_back(work: Work, seat_id: UUID) -> tuple[UUID, ...]:
    """Give a place back and forget who had it; return the seats that move up.

    Raises:
        NotFound: no such place.
    """
    seat = work.session.get(SessionPlace, seat_id)
    if seat is None:
        raise NotFound(say("There is no such place."))
    row = _held(work, seat.session_id)
    work.session.refresh(seat)
    if seat.state is SeatState.GIVEN_BACK:
        return ()
    row.taken -= seat.state is SeatState.TAKEN
    seat.state = SeatState.GIVEN_BACK
    work.session.flush()
    forget_attendee(work, seat_id)
    work.record(PlaceGivenBack(row.id, row.consultation_id))
    moved = fill_places(work, row)
    count(work.session, row.consultation_id)
    return moved


def fill_places(work: Work, row: HeldSession) -> tuple[UUID, ...]:
    """Let those who wait have what is free, the first one first; return their seats."""
    waiting = (
        select(SessionPlace)
        .where(SessionPlace.session_id == row.id, SessionPlace.state == SeatState.WAITING)
        .order_by(SessionPlace.asked_at, SessionPlace.id)
    )
    moved = []
    for seat in work.session.scalars(waiting):
        if not moves_up(row.capacity, row.taken):
            break
        seat.state = SeatState.TAKEN
        row.taken += 1
        moved.append(seat.id)
        _tell(work, seat, Telling.MOVED_UP)
        work.record(PlaceTaken(row.id, row.consultation_id, SeatState.TAKEN))
    work.session.flush()
    return tuple(moved)


def _held(work: Work, session_id: UUID) -> HeldSession:
    wanted = select(HeldSession).where(
        HeldSession.id == session_id, HeldSession.authority_id == work.actor.authority_id
    )
    found = work.session.scalars(
        wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound(say("There is no such session."))
    return found


def _tell(work: Work, seat: SessionPlace, telling: Telling) -> None:
    work.session.add(
        SessionTelling(
            id=uuid4(),
            session_id=seat.session_id,
            telling=telling,
            seat_id=seat.id,
            asked_at=work.now,
        )
    )
