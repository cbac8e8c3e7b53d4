"""A gate refuses, opens, is signed by the people named and moves its challenge."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.challenges import change_pathway, move_challenge
from programme.commands.gates import propose_decision, sign_decision, take_back
from programme.commands.people import accept_sponsorship, name_people
from programme.commands.waivers import ask_waiver, sign_waiver
from programme.models.challenges import Challenge, ChallengeStage
from programme.models.gates import GateDecision, GateSignature
from programme.queries.snapshots import look
from programme.rules.challenges import ChallengeState, PathwayKind
from programme.rules.decisions import DecisionDraft, WaiverDraft
from programme.rules.gates import Verdict
from programme.rules.lines import Line
from programme.rules.stages import GateCode, Stage
from tests.conftest import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_challenge, a_crew, back, decide, state_of

G0 = GateCode.G0
PASS = DecisionDraft(Verdict.PASS, "All is there.")


def propose(session: Session, actor: Actor, challenge: UUID, draft: DecisionDraft = PASS) -> None:
    with work(session, actor, NOW) as unit:
        propose_decision(unit, challenge, G0, draft, look)


def sign(session: Session, actor: Actor, challenge: UUID) -> bool:
    with work(session, actor, NOW) as unit:
        return sign_decision(unit, challenge, G0, look)


def test_a_gate_refuses_until_every_line_is_met(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    with pytest.raises(Conflict) as refused:
        propose(session, crew.manager, challenge)
    assert refused.value.facts == {"reason": "lines_open"}
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)


def test_the_last_signature_decides_and_moves_the_challenge(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    assert sign(session, crew[Role.CHALLENGE_OWNER], challenge) is False
    assert state_of(session, challenge) is ChallengeState.IDEA
    assert sign(session, crew[Role.EXECUTIVE_SPONSOR], challenge) is True
    assert state_of(session, challenge) is ChallengeState.DEFINING
    row = session.get_one(ChallengeStage, (challenge, Stage.DEFINE))
    assert row.actual_on == NOW.date()
    kinds = list(session.scalars(select(LoggedEvent.kind).order_by(LoggedEvent.id)))[-4:]
    assert kinds == [
        "programme.gate.signed",
        "programme.gate.signed",
        "programme.gate.decided",
        "programme.challenge.moved",
    ]
    kept = session.scalars(select(GateDecision)).one().lines
    assert kept["sponsor_accepted"]["is_met"] is True


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.PROCUREMENT_OFFICER, Role.FACILITATOR])
def test_a_role_that_is_not_asked_cannot_sign(
    session: Session, crew: Crew, challenge: UUID, role: Role
) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    with pytest.raises(Conflict) as refused:
        sign(session, crew[role], challenge)
    assert refused.value.facts == {"reason": "not_asked"}


def test_another_owner_signs_nothing_here(session: Session, crew: Crew, challenge: UUID) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    other = a_crew(session, crew.manager.authority_id, [Role.CHALLENGE_OWNER])
    with pytest.raises(Conflict) as refused:
        sign(session, other[Role.CHALLENGE_OWNER], challenge)
    assert refused.value.facts == {"reason": "not_asked"}


def test_who_proposed_a_decision_does_not_sign_it(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    propose(session, crew[Role.CHALLENGE_OWNER], challenge)
    with pytest.raises(Conflict) as refused:
        sign(session, crew[Role.CHALLENGE_OWNER], challenge)
    assert refused.value.facts == {"reason": "proposed_it"}


def test_nobody_signs_twice(session: Session, crew: Crew, challenge: UUID) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    sign(session, crew[Role.CHALLENGE_OWNER], challenge)
    with pytest.raises(Conflict):
        sign(session, crew[Role.CHALLENGE_OWNER], challenge)
    assert len(session.scalars(select(GateSignature)).all()) == 1


def test_a_gate_that_shuts_again_is_not_signed_open(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    sign(session, crew[Role.EXECUTIVE_SPONSOR], challenge)
    other = a_crew(session, crew.manager.authority_id, [Role.EXECUTIVE_SPONSOR])
    with work(session, crew.manager, NOW) as unit:
        owner = crew.id(Role.CHALLENGE_OWNER)
        sponsor = other.id(Role.EXECUTIVE_SPONSOR)
        name_people(unit, challenge, owner_id=owner, sponsor_id=sponsor)
    with pytest.raises(Conflict) as refused:
        sign(session, crew[Role.CHALLENGE_OWNER], challenge)
    assert refused.value.facts == {"reason": "lines_open"}


def test_one_decision_waits_at_a_time_and_can_be_taken_back(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    propose(session, crew.manager, challenge)
    with pytest.raises(Conflict) as refused:
        propose(session, crew.manager, challenge)
    assert refused.value.facts == {"reason": "under_way"}
    with work(session, crew.manager, NOW) as unit:
        take_back(unit, challenge, G0)
    with pytest.raises(NotFound), work(session, crew.manager, NOW) as unit:
        take_back(unit, challenge, G0)
    propose(session, crew.manager, challenge)


@pytest.mark.parametrize(
    ("verdict", "after"),
    [(Verdict.HOLD, ChallengeState.ON_HOLD), (Verdict.STOP, ChallengeState.WITHDRAWN)],
)
def test_a_shut_gate_can_hold_or_stop_a_challenge(
    session: Session, crew: Crew, challenge: UUID, verdict: Verdict, after: ChallengeState
) -> None:
    back(session, crew, challenge)
    decide(session, crew, challenge, G0, verdict)
    assert state_of(session, challenge) is after
    assert session.get_one(Challenge, challenge).stood_at is ChallengeState.IDEA


def test_a_challenge_goes_on_where_it_stood(session: Session, crew: Crew, challenge: UUID) -> None:
    with work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.ON_HOLD, "No money until May.")
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.DEFINING, "On we go.")
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.IDEA)
    with work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.IDEA, "The money is there.")
    assert session.get_one(Challenge, challenge).stood_at is None


def test_the_direct_pathway_is_taken_with_a_reason_and_owes_its_first_gate(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    decide(session, crew, challenge, G0)
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        change_pathway(unit, challenge, PathwayKind.DIRECT, " ")
    with work(session, crew.manager, NOW) as unit:
        change_pathway(unit, challenge, PathwayKind.DIRECT, "The money is there already.")
    assert state_of(session, challenge) is ChallengeState.BUSINESS_CASE
    with pytest.raises(Conflict) as refused, work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.DEFINING)
    assert refused.value.facts == {"reason": "gate_shut"}
    with work(session, crew.manager, NOW) as unit:
        change_pathway(unit, challenge, PathwayKind.SHOWCASE, "It is not, after all.")
    assert state_of(session, challenge) is ChallengeState.IDEA
    with work(session, crew.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.DEFINING)
    assert state_of(session, challenge) is ChallengeState.DEFINING


def test_a_waiver_opens_a_line_once_the_sponsor_has_signed_and_until_its_day(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        session.get_one(Challenge, challenge).budget_state = None
    said = WaiverDraft(Line.BUDGET_RECORDED, "Finance decides in May.", NOW.date())
    with work(session, crew.manager, NOW) as unit:
        waiver = ask_waiver(unit, challenge, said)
    with pytest.raises(Conflict):
        propose(session, crew.manager, challenge)
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        sign_waiver(unit, challenge, waiver)
    with work(session, crew[Role.EXECUTIVE_SPONSOR], NOW) as unit:
        sign_waiver(unit, challenge, waiver)
    seen = look(session, challenge, G0, NOW)
    assert [each.is_waived for each in seen.results if each.line is said.line] == [True]
    later = look(session, challenge, G0, NOW + timedelta(days=1))
    assert not any(each.is_waived for each in later.results)
    propose(session, crew.manager, challenge)


def test_some_lines_are_never_waived(session: Session, crew: Crew, challenge: UUID) -> None:
    said = WaiverDraft(Line.SPONSOR_ACCEPTED, "She will.", NOW.date())
    with pytest.raises(Conflict) as refused, work(session, crew.manager, NOW) as unit:
        ask_waiver(unit, challenge, said)
    assert refused.value.facts == {"reason": "not_waivable"}


def test_only_the_named_sponsor_accepts(session: Session, crew: Crew, challenge: UUID) -> None:
    with work(session, crew.manager, NOW) as unit:
        sponsor = crew.id(Role.EXECUTIVE_SPONSOR)
        name_people(unit, challenge, owner_id=None, sponsor_id=sponsor)
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        accept_sponsorship(unit, challenge)
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        stranger = crew.id(Role.FACILITATOR)
        name_people(unit, challenge, owner_id=stranger, sponsor_id=None)


def test_nothing_crosses_to_another_council(session: Session, crew: Crew, challenge: UUID) -> None:
    other = a_crew(session, an_authority(session, "westmere").id)
    with pytest.raises(NotFound):
        propose(session, other.manager, challenge)
    with pytest.raises(NotFound):
        sign(session, other[Role.EXECUTIVE_SPONSOR], challenge)
    with pytest.raises(NotFound), work(session, other.manager, NOW) as unit:
        move_challenge(unit, challenge, ChallengeState.ON_HOLD, "Mine now.")
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        theirs = other.id(Role.CHALLENGE_OWNER)
        name_people(unit, challenge, owner_id=theirs, sponsor_id=None)


def test_challenges_with_one_title_get_addresses_of_their_own(
    session: Session, crew: Crew, programme: UUID
) -> None:
    made = [a_challenge(session, crew, programme) for _ in range(3)]
    slugs = {session.get_one(Challenge, each).slug for each in made}
    assert slugs == {f"town-planning-consultation{end}" for end in ("", "-2", "-3")}
    with pytest.raises(NotFound):
        a_challenge(session, crew, uuid4())
