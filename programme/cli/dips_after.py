"""What a new procurement of the planning tool would need: invented, and only in the demonstration.

From the record: none of the pilot's solutions was bought. How one could be bought now is shown on
the front runner; route, sum and words are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.chain import begin_line, link_line
from programme.commands.contract_phases import plan_phase
from programme.commands.contracts import promise
from programme.commands.evaluations import keep_finding
from programme.commands.notices import draft_notice
from programme.commands.routes import choose_route
from programme.models.briefs import Citation, SuccessMeasure
from programme.models.challenges import Challenge
from programme.models.prototypes import Prototype, PrototypeClaim
from programme.models.routes import ChosenRoute
from programme.queries.notices import notice_facts
from programme.rules.chain import ChainDraft, Link
from programme.rules.contract_phases import PhaseDraft, Point
from programme.rules.contracts import MeasureDraft
from programme.rules.evaluations import Fate, FindingDraft
from programme.rules.notices import NoticeCode
from programme.rules.programmes import Pain
from programme.rules.routes import Route, RouteDraft

PLANNING = "town-planning-consultation"
ROUTE = RouteDraft(
    Route.FLEXIBLE,
    "It can hold the last tests and the roll-out in one competition. Invented: the pilot's record "
    "says of no route that it was chosen after the showcase.",
    value_p=158_000_00,
)


PROMISES = (
    MeasureDraft("Questions answered in public within 5 working days", "9 of 10", "Dialogue"),
    MeasureDraft("Residents who answer about a scheme", "400", "Answers"),
)
PHASES = (
    (PhaseDraft("Set up", "It runs beside the case system.", None, 38_000_00, Point.STOP), 120),
    (
        PhaseDraft("First schemes", "Three schemes use it.", None, 60_000_00, Point.STOP),
        270,
    ),
    (PhaseDraft("Roll-out", "Every scheme of the city is.", None, 60_000_00, Point.NONE), 480),
)
LINES = (
    (1, ChainDraft("Dialogue", "fit", promise=1, because={Link.MEASURE: "it can be counted"})),
    (2, ChainDraft("Answers", "fit", promise=2, because={Link.MEASURE: "too few were heard"})),
)


FINDINGS = (
    FindingDraft(
        "Departments wrote twelve-part briefs that firms could answer. (The briefs are from the "
        "record; that they go on is invented.)",
        Fate.MAINSTREAMED,
        "Every new challenge begins with such a brief.",
        "Digital team",
        date(2027, 4, 1),
    ),
    FindingDraft(
        "Three firms for a challenge went on to a showcase. (From the record.)",
        Fate.AGAIN,
        "The next programme keeps three, with the money identified first. (Invented.)",
    ),
    FindingDraft(
        "A campaign over Christmas alone. (From the record; that it is given up is invented.)",
        Fate.DROPPED,
        pain=Pain.TIMELINE,
    ),
)


def seed_after(seeding: Seeding, programme_id: UUID) -> None:
    """Choose a route for the planning challenge, draft its notices, and write what goes on."""
    with work(seeding.session, seeding.as_role(Role.PROGRAMME_MANAGER), seeding.now) as unit:
        for draft in FINDINGS:
            keep_finding(unit, programme_id, draft)
    officer = seeding.as_role(Role.PROCUREMENT_OFFICER)
    if officer.person_id is None:
        return
    asked = select(Challenge.id).where(
        Challenge.programme_id == programme_id, Challenge.slug == PLANNING
    )
    challenge_id = seeding.session.scalars(asked).one()
    with work(seeding.session, officer, seeding.now) as unit:
        _plan(unit, challenge_id)
        _link(unit, challenge_id)
        chosen = select(ChosenRoute.id).where(ChosenRoute.challenge_id == challenge_id)
        if unit.session.scalar(chosen) is None:
            choose_route(unit, challenge_id, ROUTE)
        for code in (NoticeCode.UK2, NoticeCode.UK4):
            draft_notice(unit, challenge_id, code, "", notice_facts, seen=0)


def _plan(unit: Work, challenge_id: UUID) -> None:
    """Draft what a contract would promise, and its phases."""
    for draft in PROMISES:
        promise(unit, challenge_id, draft)
    today = london_day(unit.now)
    for phase, days in PHASES:
        plan_phase(unit, challenge_id, replace(phase, due_on=today + timedelta(days=days)))


def _link(unit: Work, challenge_id: UUID) -> None:
    """Link two themes of residents; without a consultation the brief cites none."""
    cited = select(Citation.number).where(
        Citation.challenge_id == challenge_id, Citation.from_residents
    )
    known = set(unit.session.scalars(cited))
    for citation, draft in LINES:
        if citation in known:
            number = begin_line(unit, challenge_id, citation)
            tied = replace(draft, claim_id=_claim(unit, challenge_id, draft.measure))
            link_line(unit, challenge_id, number, tied, seen=1)


def _claim(unit: Work, challenge_id: UUID, measure: str) -> UUID | None:
    """Return the first claim that a prototype of the showcase tested for a measure."""
    asked = (
        select(PrototypeClaim.id)
        .join(Prototype, Prototype.id == PrototypeClaim.prototype_id)
        .join(SuccessMeasure, SuccessMeasure.id == PrototypeClaim.measure_id)
        .where(Prototype.challenge_id == challenge_id, SuccessMeasure.name == measure)
        .order_by(Prototype.state, PrototypeClaim.position, PrototypeClaim.id)
    )
    return unit.session.scalars(asked).first()
