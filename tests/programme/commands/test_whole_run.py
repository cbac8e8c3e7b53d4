"""A challenge goes from its release to shown prototypes; each gate refuses first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.clock import london_day, utc_now
from foundation.base.errors import Conflict
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.cohorts import make_cohort
from programme.commands.gates import propose_decision, sign_decision
from programme.models.challenges import Challenge
from programme.queries.snapshots import look
from programme.rules.challenges import ChallengeState
from programme.rules.cohorts import CohortDraft
from programme.rules.decisions import DecisionDraft
from programme.rules.gates import Verdict
from programme.rules.stages import GateCode
from tests.programme.make import Crew, release, state_of
from tests.programme.panels import clear_all
from tests.programme.runs import firms_accept, firms_answer, firms_build, places_are_offered

S, G = ChallengeState, GateCode
SAID = DecisionDraft(Verdict.PASS, "Everybody agrees.", "")


def test_gates_two_to_four_refuse_first_and_then_lead_to_shown_prototypes(
    session: Session, crew: Crew, programme: UUID, challenge: UUID
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
