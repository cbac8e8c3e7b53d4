"""Decide at a gate: propose, sign, and what a decision does to its challenge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.challenges import note_passed, pass_on
from programme.commands.matches import begin_matches
from programme.commands.own import own_challenge, standing_of
from programme.commands.reviews import release_brief, return_brief
from programme.models.challenges import Challenge
from programme.models.gates import GateDecision, GateSignatory, GateSignature, passed_gates
from programme.rules.challenges import gates_ahead
from programme.rules.decisions import DecisionDraft, checked_decision
from programme.rules.gates import (
    PASSES,
    REFUSALS,
    GateDecided,
    GateProposed,
    GateSigned,
    GateTakenBack,
    Looked,
    Proposal,
    Seats,
    Verdict,
    WhyNot,
    leads_to,
    may_propose,
    may_sign,
    role_to_sign,
)
from programme.rules.stages import STAGE_OF, GateCode

Look = Callable[[Session, UUID, GateCode, datetime], Looked]
"""Asked inside the unit of work, once the challenge is held: how does the gate stand now?"""

NO_DECISION = say("There is no such decision, or it is decided already.")


def propose_decision(
    work: Work, challenge_id: UUID, gate: GateCode, draft: DecisionDraft, look: Look
) -> UUID:
    """Propose what is decided at a gate; return the id of the decision that waits.

    Raises:
        NotFound: no such challenge.
        Conflict: it is not in front of this gate, a line is open, or another decision waits.
        Invalid: the reason, or the conditions, say nothing.
    """
    challenge = own_challenge(work, challenge_id)
    draft = checked_decision(draft)
    seen = look(work.session, challenge.id, gate, work.now)
    agree(
        may_propose(
            draft.verdict,
            seen.results,
            is_ahead=is_ahead(work, challenge, gate),
            is_under_way=_waiting(work, challenge.id, gate) is not None,
        ),
        REFUSALS,
    )
    decision = GateDecision(
        id=uuid4(),
        challenge_id=challenge.id,
        gate=gate,
        verdict=draft.verdict,
        reason=draft.reason,
        conditions=draft.conditions or None,
        lines=_kept(seen),
        proposed_by_id=work.actor.person_id,
        proposed_at=work.now,
    )
    with guarded_by({"uq_gate_decision_waiting": refused(WhyNot.UNDER_WAY, REFUSALS)}):
        work.session.add(decision)
        work.session.flush()
    work.record(GateProposed(challenge.id, challenge.id, decision.id, draft.verdict))
    return decision.id


def sign_decision(work: Work, challenge_id: UUID, gate: GateCode, look: Look) -> bool:
    """Sign the decision that waits at a gate; return whether this was the last signature.

    A gate that has shut again in the meantime is not signed open.

    Raises:
        NotFound: no such challenge.
        Conflict: nothing waits, the actor is not asked, wrote or proposed it, or a line is open.
    """
    challenge = own_challenge(work, challenge_id)
    decision = _waiting(work, challenge.id, gate)
    seen = look(work.session, challenge.id, gate, work.now)
    proposal = proposal_of(work, challenge, decision, seen) if decision else None
    seats = Seats(challenge.owner_id, challenge.sponsor_id)
    person_id = work.actor.person_id
    role = role_to_sign(proposal, person_id, work.actor.roles, seats)
    agree(may_sign(proposal, person_id, role, seats), REFUSALS)
    assert decision and proposal and role and person_id  # noqa: S101, PT018  agreed just now
    if decision.verdict in PASSES:
        agree(
            may_propose(
                decision.verdict,
                seen.results,
                is_ahead=is_ahead(work, challenge, gate),
                is_under_way=False,
            ),
            REFUSALS,
        )
    work.session.add(
        GateSignature(decision_id=decision.id, role=role, person_id=person_id, signed_at=work.now)
    )
    work.session.flush()
    work.record(GateSigned(challenge.id, challenge.id, decision.id, role))
    if proposal.missing != {role}:
        return False
    _decide(work, challenge, decision, seen)
    return True


def take_back(work: Work, challenge_id: UUID, gate: GateCode) -> None:
    """Take back the decision that waits at a gate; its signatures fall with it.

    Raises:
        NotFound: no such challenge, or nothing waits.
    """
    challenge = own_challenge(work, challenge_id)
    decision = _waiting(work, challenge.id, gate)
    if decision is None:
        raise NotFound(NO_DECISION)
    decision.taken_back_at = work.now
    work.session.flush()
    work.record(GateTakenBack(challenge.id, challenge.id, decision.id))


def is_ahead(work: Work, challenge: Challenge, gate: GateCode) -> bool:
    """Tell whether a challenge stands in front of a gate that it has not passed yet."""
    passed = passed_gates(work.session, challenge.id)
    return gate in gates_ahead(standing_of(challenge)) and gate not in passed


def proposal_of(work: Work, challenge: Challenge, decision: GateDecision, seen: Looked) -> Proposal:
    """Return a decision that waits as rules see it, with who must sign it and who has."""
    needed = select(GateSignatory.role).where(
        GateSignatory.programme_id == challenge.programme_id, GateSignatory.code == decision.gate
    )
    signed = select(GateSignature.role, GateSignature.person_id).where(
        GateSignature.decision_id == decision.id
    )
    return Proposal(
        decision.proposed_by_id,
        frozenset(work.session.scalars(needed)),
        frozenset((row.role, row.person_id) for row in work.session.execute(signed)),
        seen.authors,
    )


def _decide(work: Work, challenge: Challenge, decision: GateDecision, seen: Looked) -> None:
    at = standing_of(challenge)
    decision.decided_at = work.now
    decision.lines = _kept(seen)
    work.session.flush()
    work.record(GateDecided(challenge.id, challenge.id, decision.id, decision.verdict))
    if decision.verdict in PASSES:
        note_passed(work, challenge.id, STAGE_OF[decision.gate])
        if decision.gate is GateCode.G1:
            release_brief(work, challenge.id)
        if decision.gate is GateCode.G3:
            begin_matches(work, challenge.id)
    if decision.verdict is Verdict.RETURN and decision.gate is GateCode.G1:
        return_brief(work, challenge.id)
    passed = passed_gates(work.session, challenge.id)
    after = leads_to(decision.verdict, at, decision.gate, passed)
    if after is not None:
        pass_on(work, challenge, after, decision.reason)


def _waiting(work: Work, challenge_id: UUID, gate: GateCode) -> GateDecision | None:
    return work.session.scalars(
        select(GateDecision).where(
            GateDecision.challenge_id == challenge_id,
            GateDecision.gate == gate,
            GateDecision.decided_at.is_(None),
            GateDecision.taken_back_at.is_(None),
        )
    ).one_or_none()


def _kept(seen: Looked) -> dict[str, Any]:
    return {
        result.line.value: {
            "is_met": result.is_met,
            "is_waived": result.is_waived,
            "reason": str(result.reason),
        }
        for result in seen.results
    }
