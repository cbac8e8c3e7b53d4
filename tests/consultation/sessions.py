"""Sessions with legal defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from consultation.commands.sessions import move_session, plan_session
from consultation.rules.sessions import SessionKind, SessionPlan, SessionState
from foundation.base.clock import london_day
from foundation.base.work import Work
from tests.clock import NOW

BEGINS = NOW + timedelta(days=2)


def a_plan(**more: Any) -> SessionPlan:
    given: dict[str, Any] = {
        "kind": SessionKind.DROP_IN,
        "title": "Drop-in at the library",
        "held_on": london_day(BEGINS),
        "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2),
        "place": "Central Library",
        **more,
    }
    return SessionPlan(**given)


def a_session(unit: Work, consultation_id: UUID, **more: Any) -> tuple[UUID, int]:
    """Publish a session; return its id and its number."""
    made = plan_session(unit, consultation_id, a_plan(**more))
    move_session(unit, consultation_id, made.number, SessionState.PUBLISHED)
    return made.id, made.number
