"""Write down what an issue comes to, and open it again with a reason."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from consultation.commands.issue_steps import note_step, own_issue
from consultation.commands.settling import settle
from consultation.commands.telling import authors_of, current_outcome, tell_outcome
from consultation.models.issues import IssueOutcome
from consultation.rules.answers import REFUSALS as ANSWER_REFUSALS
from consultation.rules.answers import WhyNot as WhyNotAnswer
from consultation.rules.dispositions import LONGEST_REASON, Outcome, checked
from consultation.rules.issues import REFUSALS, Deed, IssueStatus, WhyNot, may_take
from consultation.rules.refusals import agree
from consultation.rules.words import cleaned, says_something
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work


def dispose_issue(work: Work, issue_id: UUID, outcome: Outcome, *, seen: int) -> None:
    """Write down what an issue comes to; residents see it once the report is out.

    Until then it can be changed freely; after that the issue has to be reopened first.

    Args:
        work: of the authority whose issue it is.
        issue_id: which one.
        outcome: what it comes to, and what proves it.
        seen: number of the outcome that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such issue.
        Conflict: it was merged, its outcome is out, or somebody else has changed it.
        Invalid: proof or reason is missing.
    """
    issue = own_issue(work, issue_id)
    agree(may_take(issue.status), REFUSALS)
    outcome = checked(outcome)
    before = current_outcome(work, issue_id)
    if before and _says(before) == outcome:
        return
    if before and before.told_at:
        agree(Decision(WhyNot.IS_SETTLED), REFUSALS)
    if (before.number if before else 0) != seen:
        agree(Decision(WhyNotAnswer.CHANGED_MEANWHILE), ANSWER_REFUSALS)
    if before:
        before.ended_at = work.now
    written = _write(work, issue_id, outcome)
    note_step(work, issue, Deed.SETTLED, after=IssueStatus.SETTLED)
    tell_outcome(work, issue, written)


def reopen_issue(work: Work, issue_id: UUID, reason: str) -> None:
    """Open an issue again; its authors see that it is looked into again, and why.

    Raises:
        NotFound: no such issue.
        Conflict: it is open, or was merged.
        Invalid: there is no reason.
    """
    issue = own_issue(work, issue_id)
    reason = _reason(reason)
    if issue.status is IssueStatus.OPEN:
        raise Conflict("This issue is open already.")
    agree(may_take(issue.status), REFUSALS)
    outcome = current_outcome(work, issue_id)
    if outcome:
        outcome.ended_at = work.now
    issue.answered_at = None
    note_step(work, issue, Deed.REOPENED, after=IssueStatus.OPEN, reason=reason)
    authors = work.session.scalars(authors_of(issue_id)).all()
    settle(work, issue.consultation_id, authors, note=reason)


def _write(work: Work, issue_id: UUID, outcome: Outcome) -> IssueOutcome:
    last = select(func.max(IssueOutcome.number)).where(IssueOutcome.issue_id == issue_id)
    written = IssueOutcome(
        issue_id=issue_id,
        number=(work.session.scalar(last) or 0) + 1,
        disposition=outcome.disposition,
        reason=outcome.reason,
        proof=outcome.proof,
        proof_words=outcome.proof_words or None,
        proof_url=outcome.proof_url,
        written_at=work.now,
        written_by_id=work.actor.person_id,
    )
    work.session.add(written)
    work.session.flush()
    return written


def _says(kept: IssueOutcome) -> Outcome:
    return Outcome(
        kept.disposition, kept.reason, kept.proof, kept.proof_words or "", kept.proof_url
    )


def _reason(reason: str) -> str:
    reason = cleaned(reason[: 4 * LONGEST_REASON])
    if not says_something(reason) or len(reason) > LONGEST_REASON:
        sentence = f"Say why the issue is opened again, in at most {LONGEST_REASON} characters."
        raise Invalid(sentence, fields={"reason": sentence})
    return reason
