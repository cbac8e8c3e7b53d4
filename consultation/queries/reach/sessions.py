"""Sessions held to find who was missing, and what they did by released figures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from consultation.models.reach.sessions import SessionAim
from consultation.models.sessions import HeldSession
from consultation.queries.reach.releases import ledger
from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.sessions import Effect, Session, effect
from consultation.rules.sessions import SessionState
from foundation.base.clock import london_day


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session: how many were hoped for, and what it did; None before figures came after it."""

    consultation_id: UUID
    number: int
    session: Session
    people: int
    effect: Effect | None


def sessions_of(database: Database, authority_id: UUID) -> tuple[SessionRow, ...]:
    """Return every session of a council that goes to a group, the latest first.

    One that was called off did nothing and is left out.
    """
    rows = database.execute(
        select(HeldSession, SessionAim)
        .join(SessionAim, SessionAim.session_id == HeldSession.id)
        .where(
            HeldSession.authority_id == authority_id,
            HeldSession.state != SessionState.CALLED_OFF,
        )
        .order_by(HeldSession.held_on.desc(), HeldSession.id)
    ).all()
    released = {
        one: [
            (london_day(each.released_at), each.snapshot)
            for each in ledger(database, authority_id, one)
        ]
        for one in {row[0].consultation_id for row in rows}
    }
    made = []
    for held, aim in rows:
        known = Session(aim.trait, aim.category, aim.way, held.held_on)
        found = effect(known, released[held.consultation_id])
        made.append(SessionRow(held.consultation_id, held.number, known, aim.people, found))
    return tuple(made)


def achieved(rows: tuple[SessionRow, ...]) -> list[tuple[Way, Effect]]:
    """Return what measured sessions did, by their kind."""
    return [(row.session.way, row.effect) for row in rows if row.effect]
