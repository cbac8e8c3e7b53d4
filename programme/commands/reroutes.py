"""Ask a firm whether its submission may stand for another challenge, and take its answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.mail import Mail
from foundation.base.references import new_comment_reference
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.checks import sent_submission
from programme.commands.interests import keep_impartial
from programme.commands.own import own_challenge
from programme.commands.registrants import tell_firm
from programme.commands.submission_files import copy_files, own_files
from programme.models.challenges import Challenge
from programme.models.firms import FirmMember
from programme.models.reroutes import Reroute
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.rules.reroutes import (
    REFUSALS,
    Facts,
    RerouteMoved,
    RerouteState,
    WhyNot,
    may_answer,
    may_ask,
)
from programme.rules.submission_files import renamed
from programme.rules.submissions import SENT, SubmissionState, form_owner
from questions.commands.answers import begin_answers, save_answers
from questions.queries.answers import answer_set


def ask_reroute(
    work: Work,
    challenge_id: UUID,
    submission_id: UUID,
    reroute_id: UUID,
    write: Callable[[str], Mail],
) -> None:
    """Ask a firm whether a submission to a fuller challenge may stand for this one too.

    Raises:
        NotFound: no such challenge or submission.
        Conflict: this one has enough, the other has not, the firm was asked or is there, scoring
            has begun, or the actor has an interest in one of the firms.
    """
    challenge = own_challenge(work, challenge_id)
    keep_impartial(work, challenge.id)
    submission = sent_submission(work, submission_id)
    keep_impartial(work, submission.challenge_id)
    agree(may_ask(_facts(work, challenge, submission)), REFUSALS)
    work.session.add(
        Reroute(
            id=reroute_id,
            authority_id=work.actor.authority_id,
            submission_id=submission.id,
            challenge_id=challenge.id,
            state=RerouteState.ASKED,
            asked_by_id=work.actor.person_id,
            asked_at=work.now,
        )
    )
    before = refused(WhyNot.ASKED_BEFORE, REFUSALS)
    with guarded_by(
        {
            "uq_submission_reroute_submission_id_challenge_id": before,
            "submission_reroute.submission_id": before,
        }
    ):
        work.session.flush()
    tell_firm(work, submission.id, f"reroute {reroute_id}", write)
    _record(work, reroute_id, submission.id, challenge.id, RerouteState.ASKED)


def answer_reroute(work: Work, reroute_id: UUID, *, agrees: bool) -> UUID | None:
    """Let a firm say yes, which sends what it wrote to the other challenge too, or no.

    Return the submission that came of it. It is scored anew, by that challenge's criteria.

    Raises:
        NotFound: no firm of the actor was asked so.
        Conflict: it is answered, or a yes is of no use any more.
    """
    asked = work.session.scalars(
        select(Reroute).where(
            Reroute.id == reroute_id, Reroute.authority_id == work.actor.authority_id
        )
    ).one_or_none()
    if asked is None:
        raise NotFound("There is no such question.")
    challenge = own_challenge(work, asked.challenge_id)
    submission = sent_submission(work, asked.submission_id)
    work.session.refresh(asked)
    _check_writes_for(work, submission.firm_id)
    facts = _facts(work, challenge, submission)
    agree(may_answer(asked.state, facts, agrees=agrees), REFUSALS)
    asked.made_id = _copy(work, challenge.id, submission) if agrees else None
    asked.state = RerouteState.AGREED if agrees else RerouteState.DECLINED
    asked.answered_at, asked.answered_by_id = work.now, work.actor.person_id
    work.session.flush()
    _record(work, asked.id, submission.id, challenge.id, asked.state)
    return asked.made_id


def _check_writes_for(work: Work, firm_id: UUID) -> None:
    found = select(FirmMember.person_id).where(
        FirmMember.firm_id == firm_id, FirmMember.person_id == work.actor.person_id
    )
    if work.session.scalar(found) is None:
        raise NotFound("There is no such question.")


def _copy(work: Work, challenge_id: UUID, submission: Submission) -> UUID:
    """Send the same answers to another challenge, certified and submitted by the same people."""
    given = answer_set(work.session, work.actor.authority_id, submission.set_id)
    set_id = begin_answers(work, form_owner(submission.challenge_id))
    names = {each: uuid4() for each in own_files(work, submission.id)}
    save_answers(work, set_id, 0, renamed(given.answers if given else {}, names))
    made = Submission(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        challenge_id=challenge_id,
        firm_id=submission.firm_id,
        set_id=set_id,
        ref=new_comment_reference(),
        state=SubmissionState.SUBMITTED,
        certified_by_id=submission.certified_by_id,
        submitted_by_id=submission.submitted_by_id,
        submitted_at=work.now,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    copy_files(work, names, made.id)
    return made.id


def _facts(work: Work, challenge: Challenge, submission: Submission) -> Facts:
    session = work.session
    to_here = Reroute.challenge_id == challenge.id
    asked = select(Reroute.id).where(Reroute.submission_id == submission.id, to_here)
    there = select(Submission.id).where(
        Submission.challenge_id == challenge.id, Submission.firm_id == submission.firm_id
    )
    round_state = select(AssessmentRound.state).where(AssessmentRound.challenge_id == challenge.id)
    return Facts(
        submission.state,
        submission.challenge_id == challenge.id,
        session.scalar(asked) is not None,
        session.scalar(there) is not None,
        _sent(work, challenge.id),
        _sent(work, submission.challenge_id),
        challenge.state,
        session.scalar(round_state),
    )


def _sent(work: Work, challenge_id: UUID) -> int:
    asked = select(func.count()).where(
        Submission.challenge_id == challenge_id, Submission.state.in_(SENT)
    )
    return work.session.scalar(asked) or 0


def _record(
    work: Work, reroute_id: UUID, submission_id: UUID, challenge_id: UUID, after: RerouteState
) -> None:
    work.record(
        RerouteMoved(
            reroute_id, submission_id=submission_id, challenge_id=challenge_id, after=after
        )
    )
