"""The council checks submissions, tells firms why not, takes them back, gives more time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.submissions import moved
from programme.models.submissions import DeadlineExtension, EligibilityCheck, Submission
from programme.rules.eligibility import CheckDraft, Verdict, as_codes, checked_check
from programme.rules.pathways import checked_reason
from programme.rules.submissions import REFUSALS, DeadlineExtended, SubmissionState, WhyNot
from programme.rules.windows import has_passed

_S = SubmissionState


def check_submission(work: Work, submission_id: UUID, draft: CheckDraft) -> None:
    """Record a formal check; one that says no takes the submission out, with its reasons.

    Raises:
        NotFound: no such submission.
        Conflict: it was not sent, or is being assessed already.
        Invalid: a no lacks its grounds or its reason.
    """
    draft = checked_check(draft)
    found = sent_submission(work, submission_id)
    if found.state is not _S.SUBMITTED:
        raise refused(WhyNot.NOT_CHECKABLE, REFUSALS)
    work.session.add(
        EligibilityCheck(
            submission_id=found.id,
            verdict=draft.verdict,
            grounds=as_codes(draft.grounds),
            reason=draft.reason,
            checked_by_id=work.actor.person_id,
            checked_at=work.now,
        )
    )
    if draft.verdict is Verdict.INELIGIBLE:
        moved(work, found, _S.INELIGIBLE, draft.reason)


def inform_ineligible(work: Work, submission_id: UUID) -> None:
    """Let the firm read that it was taken out, and why.

    Raises:
        NotFound: no such submission.
        Conflict: it was not found ineligible.
    """
    moved(work, sent_submission(work, submission_id), _S.INELIGIBLE_INFORMED)


def reinstate(work: Work, submission_id: UUID, reason: str) -> None:
    """Take a submission back in, with a reason that stays on record.

    Raises:
        NotFound: no such submission.
        Conflict: the firm was not told that it is out.
        Invalid: there is no reason.
    """
    reason = checked_reason(reason)
    found = sent_submission(work, submission_id)
    if found.state is not _S.INELIGIBLE_INFORMED:
        raise refused(WhyNot.NOT_THERE, REFUSALS)
    moved(work, found, _S.SUBMITTED, reason)


def extend_deadline(work: Work, challenge_id: UUID, until: datetime, reason: str) -> UUID:
    """Give every firm more time; the reason is read by all. Return the id of the extension.

    Raises:
        NotFound: no such challenge.
        Conflict: it has no deadline, or that has passed.
        Invalid: it would not be later, or there is no reason.
    """
    challenge = own_challenge(work, challenge_id)
    reason = checked_reason(reason)
    if challenge.closes_at is None or has_passed(challenge.closes_at, work.now):
        raise refused(WhyNot.TOO_LATE, REFUSALS)
    if until <= challenge.closes_at:
        wrong = say("Give more time, not less.")
        raise Invalid(wrong, fields={"closes_at": wrong})
    extension = DeadlineExtension(
        id=uuid4(),
        challenge_id=challenge_id,
        before=challenge.closes_at,
        after=until,
        reason=reason,
        extended_at=work.now,
    )
    work.session.add(extension)
    challenge.closes_at = until
    work.session.flush()
    work.record(DeadlineExtended(challenge_id, extension_id=extension.id))
    return extension.id


def sent_submission(work: Work, submission_id: UUID) -> Submission:
    """Return a submission of the actor's authority, locked.

    Raises:
        NotFound: there is none.
    """
    found = work.session.scalars(
        select(Submission)
        .where(Submission.id == submission_id, Submission.authority_id == work.actor.authority_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such submission.")
    return found
