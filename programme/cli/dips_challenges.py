"""The five challenges of the pilot as they stand: shown, one solution identified, none bought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from foundation.base.clock import LONDON, london_day, london_instant
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_briefs import write_brief
from programme.cli.dips_seeding import Seeding
from programme.commands.challenges import propose_challenge, set_dates
from programme.commands.departments import keep_department
from programme.commands.gates import propose_decision, sign_decision
from programme.commands.people import accept_sponsorship, name_people
from programme.commands.records import (
    keep_earlier_wording,
    take_over_brief,
    take_over_gate,
    take_over_state,
)
from programme.commands.terms import record_budget, set_window
from programme.models.challenges import Challenge
from programme.queries.snapshots import look
from programme.rules.challenges import BudgetState, ChallengeState, Regime
from programme.rules.decisions import DecisionDraft
from programme.rules.drafts import BudgetDraft, ChallengeDraft, WindowDraft
from programme.rules.gates import SIGNATORIES, Verdict
from programme.rules.programmes import Origin
from programme.rules.stages import Dates, GateCode, Stage

INVENTED = "Taken over from the pilot. The record keeps no day and no signature: invented."
NOTHING_BOUGHT = "Taken over from the pilot: a solution is identified, and none is bought yet."


def seed_challenges(seeding: Seeding, programme_id: UUID) -> None:
    """Add the five challenges with their gates, briefs and the state of their business case."""
    for line in seeding.record["challenge"]:
        manager = seeding.as_role(Role.PROGRAMME_MANAGER)
        at = london_instant(line["passed"][0]) - timedelta(days=30)
        with work(seeding.session, manager, at) as unit:
            challenge_id = _propose(unit, programme_id, line)
            _terms(unit, seeding, challenge_id, line)
        with work(seeding.session, manager, seeding.now) as unit:
            write_brief(unit, challenge_id, line)
            _history(unit, seeding, challenge_id, line)
        _then(seeding, challenge_id, line)


def _propose(unit: Work, programme_id: UUID, line: Mapping[str, Any]) -> UUID:
    department_id = keep_department(unit, line["department"], parent=line.get("parent"))
    draft = ChallengeDraft(
        title=line["title"],
        question=line["question"],
        summary=line["summary"].strip(),
        department_id=department_id,
        slug=line["slug"],
    )
    challenge = propose_challenge(unit, programme_id, draft)
    source = "A topic of the action plan, before the workshops"
    keep_earlier_wording(unit, challenge.id, line["before"], source, unit.now)
    return challenge.id


def _terms(unit: Work, seeding: Seeding, challenge_id: UUID, line: Mapping[str, Any]) -> None:
    owner, sponsor = (
        seeding.people.get(role) for role in (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR)
    )
    name_people(unit, challenge_id, owner_id=owner, sponsor_id=sponsor)
    lowest, highest = (line.get(name) for name in ("min_pounds", "max_pounds"))
    draft = BudgetDraft(
        BudgetState(line["budget"]),
        min_p=lowest * 100 if lowest else None,
        max_p=highest * 100 if highest else None,
        regime=Regime.PCR2015,
        decision_on=london_day(seeding.now + timedelta(days=11)) if highest else None,
    )
    record_budget(unit, challenge_id, draft)
    opens, questions, closes = (
        seeding.record["window"][name].replace(tzinfo=LONDON)
        for name in ("opens", "questions", "closes")
    )
    set_window(unit, challenge_id, WindowDraft(opens, questions, closes))
    challenge = unit.session.get_one(Challenge, challenge_id)
    challenge.front_runner = line.get("front_runner")
    challenge.front_runner_by = "The pilot's closing report" if challenge.front_runner else None


def _history(unit: Work, seeding: Seeding, challenge_id: UUID, line: Mapping[str, Any]) -> None:
    promised = {plan["stage"]: plan["baseline_on"] for plan in seeding.record["plan"]}
    shown = seeding.record["showcase"]
    gates = (GateCode.G0, GateCode.G1, GateCode.G2, GateCode.G3)
    for gate, stage, on in zip(gates, Stage, line["passed"], strict=False):
        take_over_gate(
            unit,
            challenge_id,
            gate,
            on,
            reason=INVENTED,
            origin=Origin.INVENTED,
            promised=promised.get(stage.value),
        )
    take_over_gate(
        unit,
        challenge_id,
        GateCode.G4,
        shown["on"],
        reason=shown["reason"],
        origin=Origin.INFERRED,
        promised=promised["prototype"],
    )
    released_at: datetime = london_instant(line["passed"][1])
    take_over_brief(unit, challenge_id, released_at, "As the pilot released it, in other words.")
    take_over_state(unit, challenge_id, ChallengeState.BUSINESS_CASE, NOTHING_BOUGHT)
    due = london_day(seeding.now + timedelta(days=line["due_in"]))
    set_dates(
        unit,
        challenge_id,
        Stage.PRE_COMMERCIAL,
        Dates(baseline_on=due, forecast_on=due),
        line.get("late_because"),
    )


def _then(seeding: Seeding, challenge_id: UUID, line: Mapping[str, Any]) -> None:
    """Let the demonstration's people hold or return a challenge; a real council has none yet."""
    sponsor = seeding.as_role(Role.EXECUTIVE_SPONSOR)
    if sponsor.person_id is None:
        return
    with work(seeding.session, sponsor, seeding.now - timedelta(days=6)) as unit:
        accept_sponsorship(unit, challenge_id)
    if "then" not in line:
        return
    gate = GateCode.G5
    decided_at = seeding.now + timedelta(days=max(line["due_in"], -5))
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    with work(seeding.session, manager, decided_at - timedelta(hours=4)) as unit:
        draft = DecisionDraft(Verdict(line["then"]), line["late_because"])
        propose_decision(unit, challenge_id, gate, draft, look)
    for role in SIGNATORIES[gate]:
        with work(seeding.session, seeding.as_role(role), decided_at) as unit:
            sign_decision(unit, challenge_id, gate, look)
