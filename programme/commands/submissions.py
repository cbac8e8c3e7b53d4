"""A firm writes its submission, certifies it, and a second person submits it, all in time."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.references import new_comment_reference
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.firms import own_firm
from programme.commands.match_steps import hold_matches, leave_match
from programme.commands.submission_files import NewFiles, drop_files, keep_new, own_files
from programme.models.challenges import Challenge
from programme.models.firms import FirmMember
from programme.models.submissions import Submission, SubmissionMove
from programme.rules.submission_files import named_in, renamed
from programme.rules.submissions import (
    REFUSALS,
    SubmissionMoved,
    SubmissionState,
    WhyNot,
    Window,
    form_owner,
    in_time,
    may_move,
    may_submit,
    may_write,
    move,
)
from questions.commands.answers import begin_answers, check_complete, own_set, save_answers
from questions.queries.answers import answer_set
from questions.rules.values import Answers

_S = SubmissionState


def begin_submission(work: Work, challenge_id: UUID, firm_id: UUID) -> UUID:
    """Begin the one submission of a firm to a challenge; return its id, also of one begun before.

    Raises:
        NotFound: no such challenge, or the actor does not write for such a firm.
        Conflict: it is too early or too late, or no questions are open.
    """
    firm = own_firm(work, firm_id)
    challenge = _challenge(work, challenge_id)
    before = work.session.scalar(
        select(Submission.id).where(
            Submission.challenge_id == challenge_id, Submission.firm_id == firm.id
        )
    )
    if before is not None:
        return before
    agree(in_time(_window(challenge), work.now), REFUSALS)
    new = Submission(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        challenge_id=challenge_id,
        firm_id=firm.id,
        set_id=begin_answers(work, form_owner(challenge_id)),
        ref=new_comment_reference(),
        state=_S.DRAFT,
        made_at=work.now,
    )
    work.session.add(new)
    with guarded_by({"submission.challenge_id": refused(WhyNot.NOT_THERE, REFUSALS)}):
        work.session.flush()
    return new.id


def save_submission(
    work: Work,
    submission_id: UUID,
    revision: int,
    answers: Answers,
    new: NewFiles | None = None,
) -> int:
    """Keep the answers of a draft, last seen at *revision*; return the new revision.

    Files that no answer names any more go; those of another submission are not taken.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: it is too late, it is being signed off, a colleague was faster, or it has as many
            files as can be.
    """
    found, window = own_submission(work, submission_id)
    agree(may_write(found.state, window, work.now), REFUSALS)
    if found.state is _S.READY:
        moved(work, found, _S.DRAFT)
    if new:
        keep_new(work, found.id, new)
    own = own_files(work, found.id)
    saved = save_answers(work, found.set_id, revision, renamed(answers, {id: id for id in own}))
    if own:
        drop_files(work, own - set(named_in(_given(work, found))))
    return saved


def mark_ready(work: Work, submission_id: UUID) -> None:
    """Say that everything is answered.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: it is too late, or it is no draft.
        Invalid: under each question that has to be answered still.
    """
    found, window = own_submission(work, submission_id)
    agree(may_move(found.state, _S.READY, window, work.now), REFUSALS)
    _check_complete(work, found)
    moved(work, found, _S.READY)


def certify(work: Work, submission_id: UUID) -> None:
    """Say that what is written is true; somebody else then submits it.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: it is too late, or it is not ready.
        Invalid: under each question that has to be answered still.
    """
    found, window = own_submission(work, submission_id)
    agree(may_move(found.state, _S.AWAITING_SIGN_OFF, window, work.now), REFUSALS)
    _check_complete(work, found)
    found.certified_by_id = work.actor.person_id
    moved(work, found, _S.AWAITING_SIGN_OFF)


def submit(work: Work, submission_id: UUID) -> None:
    """Send a submission that a colleague has certified.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: the deadline has passed, it is not certified, or the actor certified it.
    """
    found, window = own_submission(work, submission_id)
    who = work.actor.person_id
    agree(may_submit(found.state, found.certified_by_id, who, window, work.now), REFUSALS)
    found.submitted_by_id, found.submitted_at = who, work.now
    moved(work, found, _S.SUBMITTED)


def reopen(work: Work, submission_id: UUID) -> None:
    """Take a submission back to change it, before the deadline.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: the deadline has passed, or it was neither certified nor sent.
    """
    found, window = own_submission(work, submission_id)
    agree(may_move(found.state, _S.DRAFT, window, work.now), REFUSALS)
    found.certified_by_id = found.submitted_by_id = found.submitted_at = None
    moved(work, found, _S.DRAFT)


def withdraw(work: Work, submission_id: UUID) -> None:
    """Take a submission out for good; this can be done at any time. Its match ends with it.

    Raises:
        NotFound: the actor's firms have no such submission.
        Conflict: it is withdrawn already.
    """
    hold_matches(work, submission_id)
    found, window = own_submission(work, submission_id)
    agree(may_move(found.state, _S.WITHDRAWN, window, work.now), REFUSALS)
    moved(work, found, _S.WITHDRAWN)
    leave_match(work, found.id)


def own_submission(work: Work, submission_id: UUID) -> tuple[Submission, Window]:
    """Return a submission of a firm for which the actor writes, locked, and when it may be sent.

    Raises:
        NotFound: there is none; a rival's is none.
    """
    found = work.session.scalars(
        select(Submission)
        .join(FirmMember, FirmMember.firm_id == Submission.firm_id)
        .where(
            Submission.id == submission_id,
            Submission.authority_id == work.actor.authority_id,
            FirmMember.person_id == work.actor.person_id,
        )
        .with_for_update(of=Submission)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such submission.")
    return found, _window(_challenge(work, found.challenge_id))


def moved(work: Work, found: Submission, after: SubmissionState, reason: str | None = None) -> None:
    """Bring a submission to its next state, and write down who did it and why."""
    before = found.state
    found.state = move(before, after)
    work.session.add(
        SubmissionMove(
            submission_id=found.id,
            before=before,
            after=after,
            reason=reason,
            moved_by_id=work.actor.person_id,
            moved_at=work.now,
        )
    )
    work.session.flush()
    work.record(
        SubmissionMoved(found.id, challenge_id=found.challenge_id, before=before, after=after)
    )


def _check_complete(work: Work, found: Submission) -> None:
    _row, form = own_set(work, found.set_id)
    check_complete(form, _given(work, found))


def _given(work: Work, found: Submission) -> Answers:
    given = answer_set(work.session, work.actor.authority_id, found.set_id)
    return given.answers if given else {}


def _challenge(work: Work, challenge_id: UUID) -> Challenge:
    found = work.session.scalars(
        select(Challenge)
        .where(Challenge.id == challenge_id, Challenge.authority_id == work.actor.authority_id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such challenge.")
    return found


def _window(challenge: Challenge) -> Window:
    return Window(challenge.opens_at, challenge.closes_at)
