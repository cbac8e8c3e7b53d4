"""A workshop of a town: an officer leads it, and a firm and a sponsor are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.actions import give_action, take_note
from programme.commands.guests import ask_guests
from programme.commands.practices import keep_practice, note_taking
from programme.commands.skills import add_skill
from programme.commands.workshops import plan_workshop
from programme.models.programmes import Programme
from programme.models.workshops import WorkshopGuest
from programme.rules.actions import ActionDraft, NoteKind
from programme.rules.practices import PracticeDraft, TakenInto, TakingDraft
from programme.rules.workshops import WorkshopDraft, WorkshopKind
from tests.clock import NOW


def a_workshop(
    session: Session,
    actor: Actor,
    mark: str,
    people: Mapping[Role, Person],
    firm: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Plan a workshop with guests, a note and an action; return its parts of addresses."""
    council = Programme.authority_id == actor.authority_id
    programme_id = session.scalars(select(Programme.id).where(council)).one()
    draft = WorkshopDraft(
        WorkshopKind.SANDPIT, f"Sandpit of {mark}", NOW + timedelta(days=3), 120, 16
    )
    with work(session, actor, NOW) as unit:
        made = plan_workshop(unit, programme_id, draft)
        ask_guests(unit, made, people=[people[Role.FACILITATOR].id], leads=True)
        ask_guests(
            unit, made, people=[people[Role.EXECUTIVE_SPONSOR].id], firms=[UUID(firm["firm_id"][0])]
        )
        sponsor = people[Role.EXECUTIVE_SPONSOR].id
        take_note(unit, made, NoteKind.IDEA, f"{mark} could ask on a map.")
        given = ActionDraft(f"Ask {mark} for its figures", sponsor, NOW.date())
        action = give_action(unit, made, given)
        said = PracticeDraft(f"Walks of {mark}", f"City of {mark}", f"{mark} walks.")
        practice = keep_practice(unit, programme_id, said)
        note_taking(unit, practice, TakingDraft(f"{mark} walks too.", TakenInto.WORKSHOPS))
        guest = select(WorkshopGuest.id).where(WorkshopGuest.person_id == sponsor)
        guest_id = session.scalars(guest).one()
    with work(session, Actor(actor.authority_id, people[Role.PLANNER].id), NOW) as unit:
        add_skill(unit, f"Draw maps of {mark}")
    return {
        "workshop_id": (str(made),),
        "guest_id": (str(guest_id),),
        "practice_id": (str(practice),),
        "action_id": (str(action),),
    }
