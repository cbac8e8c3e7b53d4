"""Settle what came of a challenge."""

from __future__ import annotations

from uuid import UUID

from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.challenges import pass_on
from programme.commands.contracts import contract_in
from programme.commands.own import own_challenge, standing_of
from programme.models.awards import ChallengeOutcome
from programme.models.gates import passed_gates
from programme.rules.challenges import may_move
from programme.rules.outcomes import (
    REFUSALS,
    OutcomeSettled,
    Reason,
    Result,
    WhyNot,
    may_settle,
    state_after,
)
from programme.rules.pathways import checked_reason


def settle_outcome(
    work: Work, challenge_id: UUID, result: Result, reason: Reason | None, words: str
) -> None:
    """Say what came of a challenge and why; it moves to where that belongs.

    Raises:
        NotFound: no such challenge.
        Conflict: it is settled, the reason belongs to another outcome, or the contract says
            something else.
        Invalid: the words say nothing.
    """
    challenge = own_challenge(work, challenge_id)
    contract = contract_in(work, challenge.id)
    settled = work.session.get(ChallengeOutcome, challenge.id) is not None
    has_contract = contract is not None
    agree(
        may_settle(result, reason, has_contract=has_contract, is_settled=settled),
        REFUSALS,
    )
    assert reason  # noqa: S101  agreed just now
    words = checked_reason(words, field="outcome_words")
    at = standing_of(challenge)
    after = state_after(result, at)
    if after is not None and not may_move(at, after, passed_gates(work.session, challenge.id)):
        raise refused(WhyNot.GATE_SHUT, REFUSALS)
    work.session.add(
        ChallengeOutcome(
            challenge_id=challenge.id,
            contract_id=contract.id if contract else None,
            result=result,
            reason=reason,
            words=words,
            settled_at=work.now,
            settled_by_id=work.actor.person_id,
        )
    )
    work.session.flush()
    work.record(
        OutcomeSettled(
            challenge.id, programme_id=challenge.programme_id, result=result, reason=reason
        )
    )
    if after is not None:
        pass_on(work, challenge, after, words)
