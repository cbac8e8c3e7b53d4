"""A challenge goes the whole way on either pathway; each gate refuses first, and all is data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.clock import london_day, utc_now
from foundation.base.errors import Conflict
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.challenges import change_pathway, move_challenge
from programme.commands.cohorts import make_cohort
from programme.commands.gates import propose_decision, sign_decision
from programme.commands.outcomes import settle_outcome
from programme.commands.terms import open_interests
from programme.models.challenges import Challenge
from programme.queries.snapshots import look
from programme.rules.challenges import ChallengeState, PathwayKind
from programme.rules.cohorts import CohortDraft
from programme.rules.decisions import DecisionDraft
from programme.rules.gates import Verdict
from programme.rules.outcomes import Reason, Result
from programme.rules.stages import GateCode
from tests.clock import NOW
from tests.programme.handing_over import case_is_made, contract_is_signed, pack_is_filled
from tests.programme.make import Crew, approve, back, decide, release, state_of, write_brief
from tests.programme.ocds import valid_tags
from tests.programme.panels import clear_all
from tests.programme.runs import firms_accept, firms_answer, firms_build, places_are_offered

S, G = ChallengeState, GateCode
SLUG = "town-planning-consultation"
SAID = DecisionDraft(Verdict.PASS, "Everybody agrees.", "")


def test_the_showcase_pathway_leads_to_a_contract_through_gates_that_refuse_first(
    app: Flask, session: Session, crew: Crew, programme: UUID, challenge: UUID
) -> None:
    release(session, crew, challenge)
    today = london_day(utc_now())
    with work(session, crew.manager, utc_now()) as unit:
        draft = CohortDraft("Spring", today - timedelta(days=14), today + timedelta(days=40))
        make_cohort(unit, programme, draft)
    panel = firms_answer(session, crew, challenge)
    _stand(session, challenge, S.CLOSED_TO_APPLICATIONS)
    _refused(session, crew, challenge, G.G2)
    clear_all(session, panel)
    _pass(session, crew, challenge, G.G2, (Role.ASSESSMENT_CHAIR, Role.PROCUREMENT_OFFICER))
    assert state_of(session, challenge) is S.ASSESSING
    places_are_offered(session, crew, panel)
    assert state_of(session, challenge) is S.MATCHED
    _refused(session, crew, challenge, G.G3)
    firms_accept(session, crew, challenge)
    _pass(session, crew, challenge, G.G3, (Role.CHALLENGE_OWNER,))
    assert state_of(session, challenge) is S.IN_COHORT
    _stand(session, challenge, S.PROTOTYPING)
    _refused(session, crew, challenge, G.G4)
    firms_build(session, crew, challenge)
    _pass(session, crew, challenge, G.G4, (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR))
    assert state_of(session, challenge) is S.SHOWCASED
    _is_bought(session, crew, challenge)
    assert {"planning", "planningUpdate", "award", "contract"} <= set(valid_tags(app, SLUG))


def test_the_direct_pathway_ends_without_a_contract_and_its_data_says_so(
    app: Flask, session: Session, crew: Crew, challenge: UUID
) -> None:
    with work(session, crew.manager, utc_now()) as unit:
        change_pathway(unit, challenge, PathwayKind.DIRECT, "The money is there.")
        move_challenge(unit, challenge, S.BUSINESS_CASE)
    _refused(session, crew, challenge, G.G0)
    back(session, crew, challenge)
    write_brief(session, crew, challenge)
    _refused(session, crew, challenge, G.G5)
    case_is_made(session, crew, challenge, "Answers")
    _pass(session, crew, challenge, G.G5, APPROVERS)
    assert state_of(session, challenge) is S.BUSINESS_CASE
    _pass(session, crew, challenge, G.G0, (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR))
    assert state_of(session, challenge) is S.DEFINING
    approve(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        open_interests(unit, challenge)
        unit.session.get_one(Challenge, challenge).criteria_frozen_at = NOW
    decide(session, crew, challenge, G.G1, signers=BUYERS)
    assert state_of(session, challenge) is S.HANDOVER_READY
    with work(session, crew.manager, utc_now()) as unit:
        move_challenge(unit, challenge, S.HANDOVER)
    _refused(session, crew, challenge, G.G6)
    pack_is_filled(session, crew, challenge)
    _pass(session, crew, challenge, G.G6, BUYERS)
    with work(session, crew[Role.PROCUREMENT_OFFICER], utc_now()) as unit:
        said = (Result.UNSUCCESSFUL, Reason.NONE_SUITABLE, "No tender met the least marks.")
        settle_outcome(unit, challenge, *said)
    assert state_of(session, challenge) is S.NOT_PROCURED
    assert valid_tags(app, SLUG)[-1] in {"tenderCancellation", "planningUpdate"}


BUYERS = (Role.EXECUTIVE_SPONSOR, Role.PROCUREMENT_OFFICER)
APPROVERS = (Role.EXECUTIVE_SPONSOR, Role.FINANCE_OFFICER)


def _is_bought(session: Session, crew: Crew, challenge: UUID) -> None:
    with work(session, crew.manager, utc_now()) as unit:
        move_challenge(unit, challenge, S.BUSINESS_CASE)
    _refused(session, crew, challenge, G.G5)
    case_is_made(session, crew, challenge, "Answers")
    _pass(session, crew, challenge, G.G5, APPROVERS)
    _refused(session, crew, challenge, G.G6)
    pack_is_filled(session, crew, challenge)
    _pass(session, crew, challenge, G.G6, BUYERS)
    assert state_of(session, challenge) is S.HANDOVER
    contract_is_signed(session, crew, challenge)
    with work(session, crew[Role.PROCUREMENT_OFFICER], utc_now()) as unit:
        settle_outcome(unit, challenge, Result.PROCURED, Reason.BEST_TENDER, "It won.")
    assert state_of(session, challenge) is S.PROCURED


def _stand(session: Session, challenge: UUID, state: ChallengeState) -> None:
    session.get_one(Challenge, challenge).state = state
    session.commit()


def _refused(session: Session, crew: Crew, challenge: UUID, gate: GateCode) -> None:
    with pytest.raises(Conflict, match="Not every line"):
        _pass(session, crew, challenge, gate, ())


def _pass(
    session: Session, crew: Crew, challenge: UUID, gate: GateCode, signers: Iterable[Role]
) -> None:
    with work(session, crew.manager, utc_now()) as unit:
        propose_decision(unit, challenge, gate, SAID, look)
    for role in signers:
        with work(session, crew[role], utc_now()) as unit:
            sign_decision(unit, challenge, gate, look)
