"""Write a business case: its five texts, what is compared, what gets better, who approves."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from foundation.accounts.models.people import Person
from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.briefs import SuccessMeasure
from programme.models.cases import BusinessCase, CaseBenefit, CaseOption, CaseText, writers_of_case
from programme.models.challenges import Challenge
from programme.models.gates import passed_gates
from programme.models.programmes import FundingLine
from programme.rules.cases import (
    MOST_BENEFITS,
    MOST_OPTIONS,
    REFUSALS,
    BenefitDraft,
    CaseChanged,
    CasePart,
    OptionDraft,
    WhyNot,
    checked_benefit,
    checked_option,
    checked_residents,
    checked_words,
    may_approve,
    may_change,
)


def write_case(
    work: Work, challenge_id: UUID, part: CasePart, words: str, *, seen_number: int
) -> None:
    """Let one of the five cases say *words*.

    *seen_number* is the version that the writer had before them, 0 for none.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or too much.
        Conflict: gate 5 is passed, or somebody wrote another version in the meantime.
    """
    challenge = _changeable(work, challenge_id)
    words = checked_words(words)
    asked = select(func.max(CaseText.number)).where(
        CaseText.challenge_id == challenge.id, CaseText.part == part
    )
    number = work.session.scalar(asked) or 0
    if number != seen_number:
        raise refused(WhyNot.CHANGED, REFUSALS)
    _keep(
        work,
        challenge,
        CaseText(
            challenge_id=challenge.id,
            part=part,
            number=number + 1,
            words=words,
            written_by_id=work.actor.person_id,
            written_at=work.now,
        ),
    )


def add_option(work: Work, challenge_id: UUID, draft: OptionDraft) -> None:
    """Compare one more option.

    Raises:
        NotFound: no such challenge.
        Invalid: it has no title or words, or a sum that cannot be.
        Conflict: gate 5 is passed, there are too many, or doing nothing is there already.
    """
    challenge = _changeable(work, challenge_id)
    made = checked_option(draft)
    rows = _options(work, challenge.id)
    if len(rows) >= MOST_OPTIONS:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    if made.is_nothing and any(row.is_nothing for row in rows):
        raise refused(WhyNot.NOTHING_TWICE, REFUSALS)
    _keep(
        work,
        challenge,
        CaseOption(
            challenge_id=challenge.id,
            position=max((row.position for row in rows), default=0) + 1,
            title=made.title,
            words=made.words,
            one_off_p=made.one_off_p,
            yearly_p=made.yearly_p,
            is_nothing=made.is_nothing,
            written_by_id=work.actor.person_id,
        ),
    )


def remove_option(work: Work, challenge_id: UUID, position: int) -> None:
    """Compare one option less.

    Raises:
        NotFound: no such challenge or option.
        Conflict: gate 5 is passed.
    """
    challenge = _changeable(work, challenge_id)
    work.session.delete(_option(work, challenge.id, position))
    work.session.flush()
    _note(work, challenge)


def prefer_option(work: Work, challenge_id: UUID, position: int) -> None:
    """Let one option be the preferred one.

    Raises:
        NotFound: no such challenge or option.
        Conflict: gate 5 is passed.
    """
    challenge = _changeable(work, challenge_id)
    chosen = _option(work, challenge.id, position)
    for row in _options(work, challenge.id):
        row.is_preferred = False
    work.session.flush()
    chosen.is_preferred = True
    work.session.flush()
    _note(work, challenge)


def add_benefit(work: Work, challenge_id: UUID, draft: BenefitDraft) -> None:
    """Promise one more benefit, shown by a measure of the brief.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or the brief has no such measure.
        Conflict: gate 5 is passed, or there are too many.
    """
    challenge = _changeable(work, challenge_id)
    measures = select(SuccessMeasure.name).where(SuccessMeasure.challenge_id == challenge.id)
    made = checked_benefit(draft, set(work.session.scalars(measures)))
    rows = _benefits(work, challenge.id)
    if len(rows) >= MOST_BENEFITS:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    _keep(
        work,
        challenge,
        CaseBenefit(
            challenge_id=challenge.id,
            position=max((row.position for row in rows), default=0) + 1,
            words=made.words,
            measure=made.measure,
            written_by_id=work.actor.person_id,
        ),
    )


def remove_benefit(work: Work, challenge_id: UUID, position: int) -> None:
    """Promise one benefit less.

    Raises:
        NotFound: no such challenge or benefit.
        Conflict: gate 5 is passed.
    """
    challenge = _changeable(work, challenge_id)
    found = [row for row in _benefits(work, challenge.id) if row.position == position]
    if not found:
        raise NotFound(say("There is no such benefit. Maybe somebody has removed it."))
    work.session.delete(found[0])
    work.session.flush()
    _note(work, challenge)


def settle_case(
    work: Work,
    challenge_id: UUID,
    *,
    approver_id: UUID | None,
    funding_line_id: UUID | None,
    residents: int | None,
) -> None:
    """Say who approves the case, what pays for it, and for how many residents it is.

    Raises:
        NotFound: no such challenge.
        Invalid: no such person or funding line here, or no possible number of residents.
        Conflict: gate 5 is passed, or the approver wrote part of it.
    """
    challenge = _changeable(work, challenge_id)
    residents = checked_residents(residents)
    if approver_id is not None:
        person = work.session.get(Person, approver_id)
        if person is None or person.authority_id != challenge.authority_id:
            wrong = say("Choose one of these.")
            raise Invalid(wrong, fields={"approver_id": wrong})
        agree(may_approve(approver_id, writers_of_case(work.session, challenge.id)), REFUSALS)
    if funding_line_id is not None:
        line = work.session.get(FundingLine, funding_line_id)
        if line is None or line.programme_id != challenge.programme_id:
            wrong = say("Choose one of these.")
            raise Invalid(wrong, fields={"funding_line_id": wrong})
    row = work.session.get(BusinessCase, challenge.id) or BusinessCase(challenge_id=challenge.id)
    row.approver_id, row.funding_line_id = approver_id, funding_line_id
    row.residents = residents
    _keep(work, challenge, row)


def _changeable(work: Work, challenge_id: UUID) -> Challenge:
    challenge = own_challenge(work, challenge_id)
    agree(may_change(passed_gates(work.session, challenge.id)), REFUSALS)
    return challenge


def _options(work: Work, challenge_id: UUID) -> Sequence[CaseOption]:
    asked = select(CaseOption).where(CaseOption.challenge_id == challenge_id)
    return work.session.scalars(asked.order_by(CaseOption.position)).all()


def _benefits(work: Work, challenge_id: UUID) -> Sequence[CaseBenefit]:
    asked = select(CaseBenefit).where(CaseBenefit.challenge_id == challenge_id)
    return work.session.scalars(asked.order_by(CaseBenefit.position)).all()


def _option(work: Work, challenge_id: UUID, position: int) -> CaseOption:
    for row in _options(work, challenge_id):
        if row.position == position:
            return row
    raise NotFound(say("There is no such option. Maybe somebody has removed it."))


def _keep(
    work: Work, challenge: Challenge, row: BusinessCase | CaseText | CaseOption | CaseBenefit
) -> None:
    work.session.add(row)
    work.session.flush()
    _note(work, challenge)


def _note(work: Work, challenge: Challenge) -> None:
    work.record(CaseChanged(challenge.id, programme_id=challenge.programme_id))
