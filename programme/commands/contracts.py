"""Sign a contract, say what it promises, note how that comes out, and whether it is still used."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.clock import london_day
from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.awards import standing_award
from programme.commands.own import own_challenge
from programme.commands.routes import date_step
from programme.models.briefs import SuccessMeasure
from programme.models.challenges import Challenge
from programme.models.contracts import Contract, ContractMeasure, MeasureReading, UseCheck
from programme.rules.awards import REFUSALS as AWARD_REFUSALS
from programme.rules.awards import WhyNot as NoAward
from programme.rules.contracts import (
    MOST_MEASURES,
    REFUSALS,
    ContractChanged,
    ContractDraft,
    ContractState,
    MeasureDraft,
    Reading,
    Use,
    WhyNot,
    checked_contract,
    checked_measure,
    checked_reading,
    checked_use,
    may_sign,
)
from programme.rules.pathways import checked_reason
from programme.rules.step_days import Clock
from programme.rules.steps import Step


def sign_contract(work: Work, challenge_id: UUID, draft: ContractDraft) -> UUID:
    """Note that the contract of the award that stands was signed; return its id.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no award, a contract already, or too few measures for its worth.
        Invalid: a day or sum cannot be, or it lies before the first lawful day, such as within
            the standstill.
    """
    challenge = own_challenge(work, challenge_id)
    award = standing_award(work, challenge.id)
    if award is None:
        raise refused(NoAward.NO_AWARD, AWARD_REFUSALS)
    tidy = checked_contract(draft, london_day(work.now))
    assert tidy.signed_on and tidy.starts_on and tidy.ends_on  # noqa: S101, PT018
    assert tidy.value_p is not None  # noqa: S101  checked just now
    counted = select(func.count()).where(ContractMeasure.challenge_id == challenge.id)
    agree(
        may_sign(
            tidy.value_p,
            tidy.currency,
            tidy.signed_on,
            measures=work.session.scalar(counted) or 0,
            has_contract=contract_in(work, challenge.id) is not None,
        ),
        REFUSALS,
    )
    try:
        date_step(work, challenge.id, Step.CONTRACT, Clock.DONE, tidy.signed_on)
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={"signed_on": wrong.sentence}) from wrong
    made = Contract(
        id=uuid4(),
        challenge_id=challenge.id,
        award_id=award.id,
        state=ContractState.ACTIVE,
        signed_on=tidy.signed_on,
        starts_on=tidy.starts_on,
        ends_on=tidy.ends_on,
        value_p=tidy.value_p,
        currency=tidy.currency,
        manager=tidy.manager,
    )
    work.session.add(made)
    note(work, challenge)
    return made.id


def end_contract(work: Work, challenge_id: UUID, on: date | None, reason: str) -> None:
    """Note that a contract was ended before its time.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no contract, or it has ended.
        Invalid: no reason, or a day before signing or ahead.
    """
    challenge = own_challenge(work, challenge_id)
    contract = signed(work, challenge.id)
    because = checked_reason(reason)
    if on is None or not contract.signed_on <= on <= london_day(work.now):
        wrong = say("Enter a day since the contract was signed. It cannot lie ahead.")
        raise Invalid(wrong, fields={"ended_on": wrong})
    terminate(contract, on, because)
    note(work, challenge)


def promise(work: Work, challenge_id: UUID, draft: MeasureDraft) -> int:
    """Let the contract promise one thing more, before it is signed; return its number.

    Raises:
        NotFound: no such challenge.
        Conflict: it is signed, or there are too many.
        Invalid: it says nothing, or the brief has no such measure.
    """
    challenge = own_challenge(work, challenge_id)
    _unsigned(work, challenge.id)
    tidy = checked_measure(draft)
    names = select(SuccessMeasure.name).where(SuccessMeasure.challenge_id == challenge.id)
    if tidy.measure and tidy.measure not in set(work.session.scalars(names)):
        wrong = say("Choose a measure of success of the brief, or none.")
        raise Invalid(wrong, fields={"measure": wrong})
    asked = select(ContractMeasure.number).where(ContractMeasure.challenge_id == challenge.id)
    numbers = list(work.session.scalars(asked))
    if len(numbers) >= MOST_MEASURES:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    number = max(numbers, default=0) + 1
    work.session.add(
        ContractMeasure(
            id=uuid4(),
            challenge_id=challenge.id,
            number=number,
            words=tidy.words,
            target=tidy.target,
            measure=tidy.measure,
        )
    )
    note(work, challenge)
    return number


def withdraw_promise(work: Work, challenge_id: UUID, number: int) -> None:
    """Let the contract promise one thing less, before it is signed.

    Raises:
        NotFound: no such challenge or measure.
        Conflict: it is signed.
    """
    challenge = own_challenge(work, challenge_id)
    _unsigned(work, challenge.id)
    work.session.delete(_measure(work, challenge.id, number))
    note(work, challenge)


def read_measure(
    work: Work, challenge_id: UUID, number: int, said: str, reading: Reading, on: date | None
) -> None:
    """Note how a promise of the contract came out on a day.

    Raises:
        NotFound: no such challenge or measure.
        Conflict: there is no contract.
        Invalid: it says nothing, or the day cannot be.
    """
    challenge = own_challenge(work, challenge_id)
    contract = contract_in(work, challenge.id)
    if contract is None:
        raise refused(WhyNot.NOT_SIGNED, REFUSALS)
    row = _measure(work, challenge.id, number)
    said, day = checked_reading(said, on, contract.signed_on, london_day(work.now))
    last = select(func.max(MeasureReading.position)).where(MeasureReading.measure_id == row.id)
    work.session.add(
        MeasureReading(
            measure_id=row.id,
            position=(work.session.scalar(last) or 0) + 1,
            read_on=day,
            said=said,
            reading=reading,
            noted_at=work.now,
        )
    )
    note(work, challenge)


def check_use(work: Work, challenge_id: UUID, use: Use, words: str, on: date | None) -> None:
    """Note whether what was bought is still used, from 18 months after signing on.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no contract.
        Invalid: it is too early, or the day lies ahead.
    """
    challenge = own_challenge(work, challenge_id)
    contract = contract_in(work, challenge.id)
    if contract is None:
        raise refused(WhyNot.NOT_SIGNED, REFUSALS)
    words, day = checked_use(words, on, contract.signed_on, london_day(work.now))
    last = select(func.max(UseCheck.position)).where(UseCheck.contract_id == contract.id)
    work.session.add(
        UseCheck(
            contract_id=contract.id,
            position=(work.session.scalar(last) or 0) + 1,
            used_on=day,
            use=use,
            words=words,
            noted_at=work.now,
        )
    )
    note(work, challenge)


def contract_in(work: Work, challenge_id: UUID) -> Contract | None:
    """Return the contract of a challenge, or None."""
    asked = select(Contract).where(Contract.challenge_id == challenge_id)
    return work.session.scalars(asked).one_or_none()


def signed(work: Work, challenge_id: UUID) -> Contract:
    """Return the contract of a challenge that goes on.

    Raises:
        Conflict: there is none, or it has ended.
    """
    contract = contract_in(work, challenge_id)
    if contract is None:
        raise refused(WhyNot.NOT_SIGNED, REFUSALS)
    if contract.state is not ContractState.ACTIVE:
        raise refused(WhyNot.ENDED, REFUSALS)
    return contract


def terminate(contract: Contract, on: date, because: str) -> None:
    """Let a contract end on a day."""
    contract.state = ContractState.TERMINATED
    contract.ended_on, contract.ended_because = on, because


def note(work: Work, challenge: Challenge) -> None:
    """Note that something of a contract was changed."""
    work.session.flush()
    work.record(ContractChanged(challenge.id, programme_id=challenge.programme_id))


def _unsigned(work: Work, challenge_id: UUID) -> None:
    if contract_in(work, challenge_id) is not None:
        raise refused(WhyNot.SIGNED, REFUSALS)


def _measure(work: Work, challenge_id: UUID, number: int) -> ContractMeasure:
    asked = select(ContractMeasure).where(
        ContractMeasure.challenge_id == challenge_id, ContractMeasure.number == number
    )
    found = work.session.scalars(asked).one_or_none()
    if found is None:
        raise NotFound(say("There is no such measure. Maybe somebody has removed it."))
    return found
