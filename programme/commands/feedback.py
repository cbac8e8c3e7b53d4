"""Draft feedback from the assessors' reasons, change its words, release it, note who read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.errors import Invalid, NotFound
from foundation.base.mail import Mail
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import cleaned
from programme.commands.checks import sent_submission
from programme.commands.interests import keep_impartial
from programme.commands.own import own_challenge
from programme.commands.registrants import tell_firm
from programme.commands.submissions import moved as submission_moved
from programme.models.challenges import Challenge
from programme.models.feedback import FeedbackLine, FeedbackWriter, FirmFeedback
from programme.models.firms import Firm, FirmMember
from programme.models.submissions import Submission
from programme.rules.feedback import (
    LONGEST,
    NOT_CHOSEN,
    REFUSALS,
    Facts,
    FeedbackDrafted,
    FeedbackMoved,
    FeedbackState,
    LineDraft,
    WhyNot,
    may_release,
)
from programme.rules.submissions import SENT, SubmissionState

Reasons = Callable[[Session, UUID, UUID], Sequence[LineDraft]]
"""Asked inside the unit of work, by council and submission: what was said of each criterion?"""


def draft_feedback(work: Work, challenge_id: UUID, reasons: Reasons) -> int:
    """Draft feedback for every submission that was not chosen and has none; return how many.

    Raises:
        NotFound: no such challenge.
        Conflict: the actor has an interest in one of the firms.
    """
    challenge = own_challenge(work, challenge_id)
    keep_impartial(work, challenge.id)
    waiting = (
        select(Submission.id)
        .outerjoin(FirmFeedback, FirmFeedback.submission_id == Submission.id)
        .where(
            Submission.challenge_id == challenge.id,
            Submission.state.in_(NOT_CHOSEN),
            FirmFeedback.id.is_(None),
        )
        .order_by(Submission.ref)
    )
    return sum(_draft(work, each, reasons) for each in work.session.scalars(waiting).all())


def write_feedback(work: Work, feedback_id: UUID, words: Sequence[str], seen: int) -> None:
    """Change the words of a draft, one text for each criterion in order.

    Raises:
        NotFound: the actor's council has no such feedback.
        Conflict: it is released, somebody changed it since *seen*, or the actor has an interest.
        Invalid: a text is too long.
    """
    found, submission = _own(work, feedback_id)
    keep_impartial(work, submission.challenge_id)
    if found.state is not FeedbackState.DRAFT:
        raise refused(WhyNot.NO_SUCH_STEP, REFUSALS)
    if found.revision != seen:
        raise refused(WhyNot.CHANGED, REFUSALS)
    lines = _lines(work, found.id)
    for line, text in zip(lines, words, strict=False):
        line.words = _checked(text, line.position)
    found.revision += 1
    _note_writer(work, found.id)
    work.session.flush()


def release_feedback(work: Work, feedback_id: UUID, write: Callable[[str], Mail]) -> None:
    """Let a firm read its feedback; everybody who writes for it is told by mail.

    Raises:
        NotFound: the actor's council has no such feedback.
        Conflict: the actor wrote some of it or has an interest, words are missing or name another
            firm, the firm could still get a place, or it is released already.
    """
    found, submission = _own(work, feedback_id)
    keep_impartial(work, submission.challenge_id)
    agree(may_release(_facts(work, found, submission), work.actor.person_id), REFUSALS)
    found.state, found.released_at = FeedbackState.RELEASED, work.now
    found.released_by_id = work.actor.person_id
    submission_moved(work, submission, SubmissionState.INFORMED)
    found.told = tell_firm(work, submission.id, f"feedback {found.id}", write)
    work.session.flush()
    work.record(FeedbackMoved(found.id, submission_id=submission.id, after=found.state))


def note_read(work: Work, feedback_id: UUID) -> None:
    """Note that a firm has read its feedback; the first time counts.

    Raises:
        NotFound: no firm of the actor was given such feedback.
    """
    found, submission = _own(work, feedback_id)
    of_the_firm = select(FirmMember.person_id).where(
        FirmMember.firm_id == submission.firm_id, FirmMember.person_id == work.actor.person_id
    )
    if found.state is FeedbackState.DRAFT or work.session.scalar(of_the_firm) is None:
        raise NotFound("There is no such feedback.")
    if found.state is FeedbackState.READ:
        return
    found.state, found.read_at = FeedbackState.READ, work.now
    found.read_by_id = work.actor.person_id
    work.session.flush()
    work.record(FeedbackMoved(found.id, submission_id=submission.id, after=found.state))


def _draft(work: Work, submission_id: UUID, reasons: Reasons) -> bool:
    lines = reasons(work.session, work.actor.authority_id, submission_id)
    if not lines:
        return False
    feedback = FirmFeedback(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        submission_id=submission_id,
        state=FeedbackState.DRAFT,
        drafted_at=work.now,
    )
    work.session.add(feedback)
    work.session.flush()
    work.session.add_all(
        FeedbackLine(
            feedback_id=feedback.id,
            position=position,
            title=line.title,
            weight=line.weight,
            top_mark=line.top_mark,
            mark=line.mark,
            words=line.words[:LONGEST],
        )
        for position, line in enumerate(lines, 1)
    )
    _note_writer(work, feedback.id)
    work.session.flush()
    work.record(FeedbackDrafted(feedback.id, submission_id=submission_id))
    return True


def _note_writer(work: Work, feedback_id: UUID) -> None:
    who = work.actor.person_id
    if who and work.session.get(FeedbackWriter, (feedback_id, who)) is None:
        work.session.add(FeedbackWriter(feedback_id=feedback_id, person_id=who, wrote_at=work.now))


def _own(work: Work, feedback_id: UUID) -> tuple[FirmFeedback, Submission]:
    submission_id = work.session.scalar(
        select(FirmFeedback.submission_id).where(
            FirmFeedback.id == feedback_id, FirmFeedback.authority_id == work.actor.authority_id
        )
    )
    if submission_id is None:
        raise NotFound("There is no such feedback.")
    submission = sent_submission(work, submission_id)
    found = work.session.get(FirmFeedback, feedback_id, populate_existing=True)
    assert found is not None  # noqa: S101  nothing deletes it
    return found, submission


def _facts(work: Work, found: FirmFeedback, submission: Submission) -> Facts:
    writers = select(FeedbackWriter.person_id).where(FeedbackWriter.feedback_id == found.id)
    others = (
        select(Firm.name)
        .join(Submission, Submission.firm_id == Firm.id)
        .where(
            Submission.challenge_id == submission.challenge_id,
            Submission.state.in_(SENT),
            Firm.id != submission.firm_id,
        )
    )
    return Facts(
        found.state,
        submission.state,
        work.session.get_one(Challenge, submission.challenge_id).state,
        frozenset(work.session.scalars(writers)),
        tuple(line.words for line in _lines(work, found.id)),
        tuple(work.session.scalars(others)),
    )


def _lines(work: Work, feedback_id: UUID) -> list[FeedbackLine]:
    asked = select(FeedbackLine).where(FeedbackLine.feedback_id == feedback_id)
    return list(work.session.scalars(asked.order_by(FeedbackLine.position)))


def _checked(text: str, position: int) -> str:
    text = cleaned(text[: 2 * LONGEST])
    if len(text) > LONGEST:
        wrong = say("Shorten this to at most {most} characters.", most=LONGEST)
        raise Invalid(wrong, fields={f"words-{position}": wrong})
    return text
