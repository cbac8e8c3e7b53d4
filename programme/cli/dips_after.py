"""What a new procurement of the planning tool would need: invented, and only in the demonstration.

From the record: none of the pilot's solutions was bought. How one could be bought now is shown on
the front runner; route, sum and words are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.chain import begin_line, link_line
from programme.commands.contract_phases import plan_phase
from programme.commands.contracts import promise
from programme.commands.notices import draft_notice
from programme.commands.routes import choose_route
from programme.models.briefs import Citation
from programme.models.challenges import Challenge
from programme.models.routes import ChosenRoute
from programme.queries.notices import notice_facts
from programme.rules.chain import ChainDraft, Link
from programme.rules.contract_phases import PhaseDraft, Point
from programme.rules.contracts import MeasureDraft
from programme.rules.notices import NoticeCode
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
    (1, ChainDraft("Dialogue", promise=1, because={Link.MEASURE: "it can be counted"})),
    (2, ChainDraft("Answers", promise=2, because={Link.MEASURE: "too few were heard"})),
)


def seed_after(seeding: Seeding, programme_id: UUID) -> None:
    """Choose a route for the planning challenge and draft its first notices."""
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
            link_line(unit, challenge_id, number, draft, seen=1)
