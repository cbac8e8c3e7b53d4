"""Plan a session to find who is missing."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from consultation.commands.own import own_consultation
from consultation.models.reach.sessions import ReachSession
from consultation.rules.reach.sessions import SessionPlanned, way_to
from consultation.rules.reach.traits import Trait
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import Work

NO_DAY = say("Enter the day of the session.")


def plan_session(
    work: Work, consultation_id: UUID, trait: Trait, group: str, people: int, held_on: date | None
) -> None:
    """Write down that somebody goes to a group on a day, and how many they hope to hear.

    Raises:
        Invalid: no day is given.
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    if held_on is None:
        raise Invalid(NO_DAY, fields={"held_on": NO_DAY})
    way, own_id = way_to(trait, group), uuid4()
    work.session.add(
        ReachSession(
            id=own_id,
            consultation_id=consultation_id,
            trait=trait,
            category=group,
            way=way,
            people=people,
            held_on=held_on,
            planned_at=work.now,
        )
    )
    work.session.flush()
    work.record(SessionPlanned(own_id, consultation_id, trait=trait, way=way))
