"""Plan a session to find who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consultation.commands.sessions import plan_session
from consultation.models.reach.sessions import SessionAim
from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.sessions import way_to
from consultation.rules.reach.traits import Trait
from consultation.rules.sessions import SessionKind, SessionPlan
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import Work

NO_DAY = say("Enter the day of the session.")

KINDS = {Way.DROP_IN: SessionKind.DROP_IN, Way.STREET_STALL: SessionKind.STREET_STALL}
"""What a way of finding a group is as a session; every other is a visit."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Which group somebody goes to, and how many of it they hope to hear."""

    trait: Trait
    group: str
    people: int


def plan_session_for(
    work: Work, consultation_id: UUID, aim: Aim, title: str, held_on: date | None
) -> int:
    """Draft a session that goes to a group on a day; return its number.

    Time and place are filled in where every session is set up.

    Raises:
        Invalid: no day is given.
        NotFound: no such consultation.
    """
    if held_on is None:
        raise Invalid(NO_DAY, fields={"held_on": NO_DAY})
    way = way_to(aim.trait, aim.group)
    plan = SessionPlan(KINDS.get(way, SessionKind.VISIT), title, held_on)
    made = plan_session(work, consultation_id, plan)
    work.session.add(
        SessionAim(
            session_id=made.id, trait=aim.trait, category=aim.group, way=way, people=aim.people
        )
    )
    return made.number
