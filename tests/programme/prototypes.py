"""Prototypes of a cohort's firms, written, handed in and checked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.work import work
from programme.commands.prototype_parts import add_claim, add_cost
from programme.commands.prototypes import hand_in, judge_prototype, write_prototype
from programme.commands.sessions import plan_session
from programme.models.briefs import SuccessMeasure
from programme.rules.deployment_costs import Cost, CostKind
from programme.rules.prototype_claims import Claim
from programme.rules.prototypes import PrototypeState
from programme.rules.sessions import SessionDraft, SessionKind
from tests.clock import NOW
from tests.programme.cohorts import Cohort
from tests.programme.make import Crew

COSTS = (
    Cost(CostKind.ONE_OFF, "Putting it in", 2_000_000, 3_800_000, 6_000_000),
    Cost(CostKind.YEARLY, "Running it", 1_800_000, 2_400_000, 3_000_000),
)


def a_measure(session: Session, challenge_id: UUID, name: str = "Residents who answer") -> UUID:
    """Give a challenge one measure of success; the same name gives the same one."""
    known = select(SuccessMeasure.id).where(
        SuccessMeasure.challenge_id == challenge_id, SuccessMeasure.name == name
    )
    found = session.scalar(known)
    if found is not None:
        return found
    made = SuccessMeasure(
        id=uuid4(), challenge_id=challenge_id, position=1, name=name, unit="people"
    )
    session.add(made)
    session.commit()
    return made.id


def a_claim(measure_id: UUID | None, **more: str) -> Claim:
    given = {
        "claim": "It brings in more answers.",
        "test": "Two weeks on one street.",
        "result": "41 answered, 12 before.",
        "evidence": "Report of the test.",
        **more,
    }
    return Claim(measure_id, **given)


def a_prototype(session: Session, cohort: Cohort, number: int = 0) -> UUID:
    """Let a firm write a prototype with one claim and both kinds of cost."""
    measure = a_measure(session, cohort.challenge_id)
    with work(session, cohort.firms[number].first, NOW) as unit:
        made = write_prototype(unit, cohort.seats[number], f"Prototype {number + 1}", "A card.", 6)
        add_claim(unit, cohort.seats[number], a_claim(measure))
        for cost in COSTS:
            add_cost(unit, cohort.seats[number], cost)
    return made


def a_handed_in(session: Session, cohort: Cohort, number: int = 0) -> UUID:
    made = a_prototype(session, cohort, number)
    with work(session, cohort.firms[number].first, NOW) as unit:
        hand_in(unit, cohort.seats[number])
    return made


def a_checked(session: Session, crew: Crew, cohort: Cohort, number: int = 0) -> UUID:
    made = a_handed_in(session, cohort, number)
    with work(session, crew.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.VERIFIED, "")
    return made


def a_showcase(session: Session, crew: Crew, cohort: Cohort, minutes: int = 24 * 60) -> UUID:
    """Plan a showcase of two hours, *minutes* from now."""
    at = NOW + timedelta(minutes=minutes)
    with work(session, crew.manager, NOW) as unit:
        draft = SessionDraft(SessionKind.SHOWCASE, "Showcase day", at, 120)
        return plan_session(unit, cohort.id, draft)
