"""An assessment round of a town: one submission with an assessor whose conflict is cleared."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.assessors import assign
from programme.commands.blinding import recognise
from programme.commands.conflicts import decide_conflict, declare
from programme.commands.rounds import set_up_round
from programme.models.submissions import Submission
from programme.rules.conflicts import Answer
from programme.rules.rounds import RoundDraft
from tests.clock import NOW


def an_assignment(
    session: Session, actor: Actor, mark: str, people: Mapping[Role, Person], submission: str
) -> UUID:
    """Set a round up for the challenge of a submission, and let somebody read it."""
    submission_id = UUID(submission)
    challenge_id = session.get_one(Submission, submission_id).challenge_id
    chair, assessor = (people[role].id for role in (Role.ASSESSMENT_CHAIR, Role.ASSESSOR))
    with work(session, actor, NOW) as unit:
        set_up_round(unit, challenge_id, RoundDraft(chair))
        made = assign(unit, challenge_id, submission_id, assessor)
    with work(session, Actor(actor.authority_id, assessor), NOW) as unit:
        declare(unit, made, Answer.POTENTIAL, f"Lives in {mark}.", f"{mark} looks twice.")
        recognise(unit, made, f"It says {mark}.")
    with work(session, Actor(actor.authority_id, chair), NOW) as unit:
        decide_conflict(unit, made, clears=True)
    return made
