"""Plan the phases of a contract, and decide after each whether it goes on, shrinks or stops."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.contracts import contract_in, note, signed, terminate
from programme.commands.own import own_challenge
from programme.models.contracts import ContractPhase
from programme.rules.contract_phases import (
    MOST_PHASES,
    REFUSALS,
    Phase,
    PhaseDraft,
    PhaseResult,
    Verdict,
    WhyNot,
    checked_phase,
    checked_result,
    may_decide,
)
from programme.rules.contracts import REFUSALS as CONTRACT_REFUSALS
from programme.rules.contracts import WhyNot as WhyNotContract


def plan_phase(work: Work, challenge_id: UUID, draft: PhaseDraft) -> int:
    """Plan one more phase, before the contract is signed; return its number.

    Raises:
        NotFound: no such challenge.
        Conflict: it is signed, or there are too many phases.
        Invalid: it has no target, or a day or a payment that cannot be.
    """
    challenge = own_challenge(work, challenge_id)
    if contract_in(work, challenge.id) is not None:
        raise refused(WhyNotContract.SIGNED, CONTRACT_REFUSALS)
    rows = _phases(work, challenge.id)
    if len(rows) >= MOST_PHASES:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    tidy = checked_phase(draft, rows[-1].due_on if rows else None)
    assert tidy.due_on and tidy.payment_p is not None  # noqa: S101, PT018  checked just now
    number = len(rows) + 1
    work.session.add(
        ContractPhase(
            id=uuid4(),
            challenge_id=challenge.id,
            number=number,
            title=tidy.title,
            target=tidy.target,
            due_on=tidy.due_on,
            payment_p=tidy.payment_p,
            point=tidy.point,
        )
    )
    note(work, challenge)
    return number


def drop_last_phase(work: Work, challenge_id: UUID) -> None:
    """Plan one phase less, before the contract is signed.

    Raises:
        NotFound: no such challenge, or no phase.
        Conflict: it is signed.
    """
    challenge = own_challenge(work, challenge_id)
    if contract_in(work, challenge.id) is not None:
        raise refused(WhyNotContract.SIGNED, CONTRACT_REFUSALS)
    rows = _phases(work, challenge.id)
    if not rows:
        raise NotFound(say("There is no such phase. Maybe somebody has removed it."))
    work.session.delete(rows[-1])
    note(work, challenge)


def decide_phase(work: Work, challenge_id: UUID, number: int, result: PhaseResult) -> None:
    """Note how a phase came out, what was paid, and what follows; a stop ends the contract.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no contract that goes on, it is not this phase's turn, or the contract
            has no such point after it.
        Invalid: a day or a payment cannot be, or a reason is missing.
    """
    challenge = own_challenge(work, challenge_id)
    contract = signed(work, challenge.id)
    rows = _phases(work, challenge.id)
    known = [Phase(row.number, row.point, row.payment_p, row.verdict) for row in rows]
    agree(may_decide(number, result.verdict, known), REFUSALS)
    row = rows[number - 1]
    today = london_day(work.now)
    tidy = checked_result(result, known[number - 1], contract.signed_on, today)
    row.reading, row.met_on, row.paid_p = tidy.reading, tidy.met_on, tidy.paid_p
    row.verdict, row.reason, row.decided_at = tidy.verdict, tidy.reason or None, work.now
    if tidy.verdict is Verdict.STOP and tidy.met_on:
        terminate(contract, tidy.met_on, tidy.reason)
    note(work, challenge)


def _phases(work: Work, challenge_id: UUID) -> list[ContractPhase]:
    asked = select(ContractPhase).where(ContractPhase.challenge_id == challenge_id)
    return list(work.session.scalars(asked.order_by(ContractPhase.number)))
