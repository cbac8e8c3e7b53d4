"""Award a contract, let an award fall, and let the names of firms be public."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.routes import date_step
from programme.models.awards import Award, FirmsNamed
from programme.models.challenges import Challenge
from programme.models.contracts import Contract
from programme.models.firms import Firm
from programme.models.gates import passed_gates
from programme.models.matches import ChallengeMatch
from programme.models.routes import ChosenRoute, RouteStep
from programme.models.submissions import Submission
from programme.rules.awards import (
    REFUSALS,
    AwardChanged,
    AwardDraft,
    FirmsBecamePublic,
    WhyNot,
    checked_award,
    may_award,
)
from programme.rules.pathways import checked_reason
from programme.rules.stages import GateCode
from programme.rules.step_days import Clock
from programme.rules.steps import STEPS, Step


def award_contract(work: Work, challenge_id: UUID, draft: AwardDraft) -> UUID:
    """Award the contract of a challenge; return the id of the award.

    Raises:
        NotFound: no such challenge.
        Conflict: no route or conflicts assessment, an award that stands, summaries not sent.
        Invalid: a firm, a sum with its currency or a day is missing, or it is not lawful yet.
    """
    challenge = own_challenge(work, challenge_id)
    asked = select(ChosenRoute.route).where(ChosenRoute.challenge_id == challenge.id)
    route = work.session.scalar(asked)
    assessed = work.session.get(RouteStep, (challenge.id, Step.CONFLICTS))
    agree(
        may_award(
            route,
            is_assessed=assessed is not None and assessed.done_on is not None,
            has_award=standing_award(work, challenge.id) is not None,
            summaries_on=draft.summaries_on,
        ),
        REFUSALS,
    )
    tidy = checked_award(draft, london_day(work.now))
    assert route and tidy.value_p is not None and tidy.awarded_on  # noqa: S101, PT018
    if Step.AWARD in STEPS[route]:
        known = work.session.get(RouteStep, (challenge.id, Step.AWARD))
        if known and known.done_on not in {None, tidy.awarded_on}:
            raise refused(WhyNot.OTHER_DAY, REFUSALS)
        _date(work, challenge.id, tidy)
    firm = _matched(work, challenge.id, tidy.firm_id)
    last = select(func.max(Award.number)).where(Award.challenge_id == challenge.id)
    made = Award(
        id=uuid4(),
        challenge_id=challenge.id,
        number=(work.session.scalar(last) or 0) + 1,
        firm_id=firm.id if firm else None,
        supplier=firm.name if firm else tidy.supplier,
        company_number=firm.company_number if firm else tidy.company_number,
        value_p=tidy.value_p,
        currency=tidy.currency,
        awarded_on=tidy.awarded_on,
        summaries_on=tidy.summaries_on,
        made_at=work.now,
        made_by_id=work.actor.person_id,
    )
    work.session.add(made)
    twice = refused(WhyNot.TWO_AWARDS, REFUSALS)
    with guarded_by({"uq_award_stands": twice, "award.challenge_id": twice}):
        work.session.flush()
    _note(work, challenge, made)
    return made.id


def cancel_award(work: Work, challenge_id: UUID, reason: str) -> None:
    """Let the award that stands fall, before a contract is signed.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no award, or a contract.
        Invalid: nobody says why.
    """
    challenge = own_challenge(work, challenge_id)
    award = _award(work, challenge.id)
    signed = select(Contract.id).where(Contract.challenge_id == challenge.id)
    if work.session.scalar(signed) is not None:
        raise refused(WhyNot.SIGNED, REFUSALS)
    award.cancelled_because, award.cancelled_at = checked_reason(reason), work.now
    step = work.session.get(RouteStep, (challenge.id, Step.AWARD))
    if step is not None:
        step.done_on = None
    work.session.flush()
    _note(work, challenge, award)


def name_winner(work: Work, challenge_id: UUID) -> None:
    """Let the name of the firm that the contract was awarded to be public.

    Raises:
        NotFound: no such challenge.
        Conflict: there is no award, or the name is out already.
    """
    challenge = own_challenge(work, challenge_id)
    award = _award(work, challenge.id)
    if award.named_at is not None:
        raise refused(WhyNot.NAMED, REFUSALS)
    award.named_at = work.now
    work.session.flush()
    _note(work, challenge, award)


def name_firms(work: Work, challenge_id: UUID) -> None:
    """Let the names of the firms that were matched be public, once gate 3 is passed.

    Raises:
        NotFound: no such challenge.
        Conflict: the gate is not passed, or they are out already.
    """
    challenge = own_challenge(work, challenge_id)
    if GateCode.G3 not in passed_gates(work.session, challenge.id):
        raise Conflict(say("Gate 3 is not passed. Nobody is named before."))
    if work.session.get(FirmsNamed, challenge.id) is not None:
        raise refused(WhyNot.NAMED, REFUSALS)
    work.session.add(
        FirmsNamed(challenge_id=challenge.id, named_at=work.now, named_by_id=work.actor.person_id)
    )
    work.session.flush()
    work.record(FirmsBecamePublic(challenge.id, programme_id=challenge.programme_id))


def standing_award(work: Work, challenge_id: UUID) -> Award | None:
    """Return the award of a challenge that was not cancelled, or None."""
    asked = select(Award).where(Award.challenge_id == challenge_id, Award.cancelled_at.is_(None))
    return work.session.scalars(asked).one_or_none()


def _award(work: Work, challenge_id: UUID) -> Award:
    award = standing_award(work, challenge_id)
    if award is None:
        raise refused(WhyNot.NO_AWARD, REFUSALS)
    return award


def _date(work: Work, challenge_id: UUID, draft: AwardDraft) -> None:
    assert draft.awarded_on  # noqa: S101  checked before
    try:
        date_step(work, challenge_id, Step.AWARD, Clock.DONE, draft.awarded_on)
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={"awarded_on": wrong.sentence}) from wrong


def _matched(work: Work, challenge_id: UUID, firm_id: UUID | None) -> Firm | None:
    if firm_id is None:
        return None
    asked = (
        select(Firm)
        .join(Submission, Submission.firm_id == Firm.id)
        .join(ChallengeMatch, ChallengeMatch.submission_id == Submission.id)
        .where(ChallengeMatch.challenge_id == challenge_id, Firm.id == firm_id)
    )
    found = work.session.scalars(asked).first()
    if found is None:
        wrong = say("Choose a firm of the cohort, or write the name of another.")
        raise Invalid(wrong, fields={"firm_id": wrong})
    return found


def _note(work: Work, challenge: Challenge, award: Award) -> None:
    work.record(
        AwardChanged(
            challenge.id,
            programme_id=challenge.programme_id,
            award_id=award.id,
            is_cancelled=award.cancelled_at is not None,
            is_named=award.named_at is not None,
        )
    )
