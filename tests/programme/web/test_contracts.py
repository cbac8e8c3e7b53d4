"""From award to outcome through commands and pages; each step is a release, each slip refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.awards import award_contract, cancel_award, name_firms, name_winner
from programme.commands.challenges import move_challenge
from programme.commands.contract_phases import decide_phase, plan_phase
from programme.commands.contracts import check_use, promise, read_measure, sign_contract
from programme.commands.outcomes import settle_outcome
from programme.commands.routes import choose_route, date_step
from programme.models.challenges import Challenge
from programme.models.contracts import Contract, UseCheck
from programme.models.gates import GateDecision
from programme.queries.contracts import contract_page
from programme.queries.kpi_facts import facts_at
from programme.queries.kpis import programme_called
from programme.queries.ocds import process_of
from programme.rules.awards import AwardDraft
from programme.rules.challenges import ChallengeState
from programme.rules.contract_phases import PhaseDraft, PhaseResult, Point, Verdict
from programme.rules.contracts import ContractDraft, ContractState, MeasureDraft, Reading, Use
from programme.rules.gates import Verdict as GateVerdict
from programme.rules.kpis.facts import ChallengeFact
from programme.rules.ocds.releases import releases_of
from programme.rules.ocds.validating import faults_of_releases
from programme.rules.outcomes import Reason, Result
from programme.rules.routes import Route, RouteDraft
from programme.rules.stages import GateCode
from programme.rules.step_days import Clock
from programme.rules.steps import Step
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_crew, state_of
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/contract"
TODAY = london_day(NOW)
TOLD = TODAY - timedelta(days=30)
AWARD = AwardDraft("Invented Ltd", "01234567", None, 48_000_00, "GBP", TOLD, TOLD)
SIGNED = ContractDraft(
    TODAY - timedelta(days=10),
    TODAY - timedelta(days=9),
    TODAY + timedelta(days=700),
    48_000_00,
    "GBP",
    "Digital team",
)


def _do(session: Session, actor: Actor, command: object, *given: object) -> None:
    with work(session, actor, NOW) as unit:
        command(unit, *given)  # type: ignore[operator]


def _steps(session: Session, officer: Actor, challenge: UUID, *steps: Step) -> None:
    ago = {Step.TENDER: 70, Step.TENDERS_IN: 35}
    for step in steps:
        day = TODAY - timedelta(days=ago.get(step, 71))
        _do(session, officer, date_step, challenge, step, Clock.DONE, day)


def _tendered(session: Session, officer: Actor, challenge: UUID) -> None:
    draft = RouteDraft(Route.FLEXIBLE, "It grows.", value_p=48_000_00)
    _do(session, officer, choose_route, challenge, draft)
    with pytest.raises(Conflict, match="no conflicts assessment"):
        _do(session, officer, award_contract, challenge, AWARD)
    steps = (Step.ENGAGEMENT, Step.CONFLICTS, Step.TENDER, Step.TENDERS_IN)
    _steps(session, officer, challenge, *steps)


def _gate(session: Session, challenge: UUID, code: GateCode) -> None:
    session.add(
        GateDecision(
            challenge_id=challenge,
            gate=code,
            verdict=GateVerdict.PASS,
            reason="So.",
            lines=[],
            proposed_at=NOW,
            decided_at=NOW,
        )
    )
    session.commit()


def _tags(session: Session, challenge: UUID) -> list[str]:
    process = process_of(session, challenge, home="https://example.org", prefix="", now=NOW)
    made = releases_of(process)
    assert faults_of_releases(made) == ()
    return [each["tag"][0] for each in made]


def test_what_is_awarded_without_its_ground_is_refused_in_words(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer = crew[Role.PROCUREMENT_OFFICER]
    _tendered(session, officer, challenge)
    with pytest.raises(Invalid, match="currency"):
        _do(session, officer, award_contract, challenge, replace(AWARD, currency=""))
    with pytest.raises(Conflict, match="gets its summary"):
        _do(session, officer, award_contract, challenge, replace(AWARD, summaries_on=None))
    early = replace(AWARD, awarded_on=TODAY - timedelta(days=60), summaries_on=date(2020, 1, 1))
    with pytest.raises(Invalid, match="first lawful day"):
        _do(session, officer, award_contract, challenge, early)
    _do(session, officer, award_contract, challenge, AWARD)
    with pytest.raises(Conflict, match="an award already"):
        _do(session, officer, award_contract, challenge, AWARD)
    inside = replace(SIGNED, signed_on=TOLD + timedelta(days=5), starts_on=TODAY)
    with pytest.raises(Invalid, match="standstill"):
        _do(session, officer, sign_contract, challenge, inside)


def test_a_contract_is_signed_delivered_and_told_in_open_data(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer = crew[Role.PROCUREMENT_OFFICER]
    _tendered(session, officer, challenge)
    _do(session, officer, award_contract, challenge, AWARD)
    _do(session, officer, cancel_award, challenge, "The firm has withdrawn.")
    _do(session, officer, award_contract, challenge, AWARD)
    phase = PhaseDraft("Build", "It runs.", TODAY, 20_000_00, Point.STOP)
    _do(session, officer, plan_phase, challenge, phase)
    _do(session, officer, promise, challenge, MeasureDraft("Answers in 5 days", "9 of 10"))
    _do(session, officer, sign_contract, challenge, SIGNED)
    with pytest.raises(Conflict, match="stays as it was signed"):
        _do(session, officer, promise, challenge, MeasureDraft("More", "1"))
    _do(session, officer, read_measure, challenge, 1, "8 of 10", Reading.PARTLY, TODAY)
    _do(session, officer, name_winner, challenge)
    result = PhaseResult(Reading.MET, TODAY, 20_000_00, Verdict.STOP, "Money has run out.")
    _do(session, officer, decide_phase, challenge, 1, result)
    with pytest.raises(Invalid, match="18 to 24 months"):
        _do(session, officer, check_use, challenge, Use.IN_USE, "", TODAY)
    page = contract_page(session, challenge)
    assert page.contract
    assert (page.contract.state, page.paid_p) == (ContractState.TERMINATED, 20_000_00)
    assert page.measures[0].said == "8 of 10"
    assert _tags(session, challenge) == [
        *("planning", "award", "award", "contract", "awardCancellation"),
        *("awardUpdate", "implementation", "contractTermination"),
    ]


def test_nothing_counts_as_bought_before_its_contract_whatever_gate_is_passed(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer, bought = crew[Role.PROCUREMENT_OFFICER], ChallengeState.PROCURED
    outcome = (Result.PROCURED, Reason.BEST_TENDER, "It won.")
    row = session.get_one(Challenge, challenge)
    row.state, row.made_at = ChallengeState.HANDOVER, NOW - timedelta(days=90)
    session.commit()
    _tendered(session, officer, challenge)
    _do(session, officer, award_contract, challenge, AWARD)
    with pytest.raises(Conflict, match="Settle the outcome"):
        _do(session, crew.manager, move_challenge, challenge, ChallengeState.NOT_PROCURED)
    _gate(session, challenge, GateCode.G6)
    with pytest.raises(Conflict, match="Settle the outcome"):
        _do(session, crew.manager, move_challenge, challenge, bought)
    with pytest.raises(Conflict, match="nothing was bought"):
        _do(session, officer, settle_outcome, challenge, *outcome)
    assert _fact(session, crew, TODAY).signed_on is None
    _do(session, officer, sign_contract, challenge, SIGNED)
    _do(session, officer, settle_outcome, challenge, *outcome)
    assert state_of(session, challenge) is bought
    fact = _fact(session, crew, TODAY)
    assert (fact.signed_on, fact.value_p, fact.is_in_use) == (SIGNED.signed_on, 48_000_00, None)
    assert _fact(session, crew, TOLD).signed_on is None
    contract = session.scalars(select(Contract)).one()
    for position, use in enumerate((Use.IN_USE, Use.NOT_IN_USE)):
        said = {"use": use, "words": "", "noted_at": NOW, "used_on": TODAY + timedelta(position)}
        session.add(UseCheck(contract_id=contract.id, position=position, **said))
    session.commit()
    days = (TODAY, TODAY + timedelta(1))
    assert [_fact(session, crew, day).is_in_use for day in days] == [True, False]


def _fact(session: Session, crew: Crew, day: date) -> ChallengeFact:
    programme = programme_called(session, crew.manager.authority_id, None)
    assert programme
    (fact,) = facts_at(session, crew.manager.authority_id, programme, day).challenges
    return fact


def test_outcomes_are_settled_once_and_move_the_challenge(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer = crew[Role.PROCUREMENT_OFFICER]
    with pytest.raises(Conflict, match="nothing was bought"):
        bought = (Result.PROCURED, Reason.BEST_TENDER, "It won.")
        _do(session, officer, settle_outcome, challenge, *bought)
    with pytest.raises(Conflict, match="does not belong"):
        _do(session, officer, settle_outcome, challenge, Result.NOT_PROCURED, None, "So.")
    with pytest.raises(Conflict, match="Gate 3"):
        _do(session, officer, name_firms, challenge)
    session.get_one(Challenge, challenge).state = ChallengeState.HANDOVER
    _gate(session, challenge, GateCode.G3)
    _do(session, officer, name_firms, challenge)
    failed = (Result.UNSUCCESSFUL, Reason.NONE_SUITABLE, "No tender met the least marks.")
    _do(session, officer, settle_outcome, challenge, *failed)
    assert state_of(session, challenge) is ChallengeState.NOT_PROCURED
    with pytest.raises(Conflict, match="settled already"):
        _do(session, officer, settle_outcome, challenge, *failed)
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        _do(session, stranger.manager, settle_outcome, challenge, *failed)


def test_the_page_awards_signs_and_loses_nothing(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    _tendered(session, crew[Role.PROCUREMENT_OFFICER], challenge)
    officer = as_crew(Role.PROCUREMENT_OFFICER)
    day = [str(TOLD.day), str(TOLD.month), str(TOLD.year)]
    typed = {"firm_id": "", "supplier": "Invented Ltd", "value": "48,000", "currency": "GBP"}
    typed |= {"awarded_on": day, "summaries_on": day}  # type: ignore[dict-item]
    answer = officer.post(f"{HERE}/award", data=typed | {"currency": ""})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "A sum without one" in page, "Invented Ltd" in page) == (
        *(422, True, True),
    )
    assert officer.post(f"{HERE}/award", data=typed).status_code == 303
    again = officer.post(f"{HERE}/award", data=typed)
    assert (again.status_code, "an award already" in again.get_data(as_text=True)) == (409, True)
    assert officer.post(f"{HERE}/cake").status_code == 404
    inside = {"signed_on": day, "starts_on": day, "ends_on": ["1", "1", "2099"], "manager": "Team"}
    refused = officer.post(f"{HERE}/sign", data=typed | inside)
    assert (refused.status_code, "standstill" in refused.get_data(as_text=True)) == (422, True)
    promised = {"words": "Answers in 5 days", "target": "9 of 10", "measure": ""}
    assert officer.post(f"{HERE}/promise", data=promised).status_code == 303
    assert "Answers in 5 days" in officer.get(HERE).get_data(as_text=True)
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    assert "Cancel the award" not in sponsor.get(HERE).get_data(as_text=True)
    assert sponsor.post(f"{HERE}/cancel", data={"reason": "So."}).status_code == 403
