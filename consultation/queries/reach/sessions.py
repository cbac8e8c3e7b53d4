"""Sessions held to find who was missing, and what they did by released figures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from consultation.models.consultations import Consultation
from consultation.models.reach.sessions import ReachSession
from consultation.queries.reach.releases import ledger
from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.sessions import Effect, Session, effect
from foundation.base.clock import london_day


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session: how many were hoped for, and what it did; None before figures came after it."""

    consultation_id: UUID
    session: Session
    people: int
    effect: Effect | None


def sessions_of(database: Database, authority_id: UUID) -> tuple[SessionRow, ...]:
    """Return every session of a council, the latest first."""
    rows = database.scalars(
        select(ReachSession)
        .join(Consultation, Consultation.id == ReachSession.consultation_id)
        .where(Consultation.authority_id == authority_id)
        .order_by(ReachSession.held_on.desc(), ReachSession.id)
    ).all()
    released = {
        one: [
            (london_day(each.released_at), each.snapshot)
            for each in ledger(database, authority_id, one)
        ]
        for one in {row.consultation_id for row in rows}
    }
    made = []
    for row in rows:
        held = Session(row.trait, row.category, row.way, row.held_on)
        found = effect(held, released[row.consultation_id])
        made.append(SessionRow(row.consultation_id, held, row.people, found))
    return tuple(made)


def achieved(rows: tuple[SessionRow, ...]) -> list[tuple[Way, Effect]]:
    """Return what measured sessions did, by their kind."""
    return [(row.session.way, row.effect) for row in rows if row.effect]
