"""Write down what was done about an issue, and let its authors hear of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.issue_steps import own_issue
from consultation.commands.tallies import count
from consultation.commands.telling import current_outcome
from consultation.models.deliveries import IssueDelivery
from consultation.rules.deliveries import (
    REFUSALS,
    DeliveryDraft,
    DeliveryTold,
    WhyNot,
    checked,
    may_deliver,
    step,
)
from consultation.rules.refusals import agree
from foundation.base.clock import london_day
from foundation.base.decisions import Decision
from foundation.base.work import Work


def deliver(work: Work, issue_id: UUID, draft: DeliveryDraft, *, seen: int) -> None:
    """Write down that something is promised, done, or not done after all; everybody sees it.

    Args:
        work: of the authority whose issue it is.
        issue_id: which one.
        draft: what is written down.
        seen: number of the entry that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such issue.
        Conflict: its outcome is not told, it is done already, or somebody else wrote meanwhile.
        Invalid: words or day are missing.
    """
    issue = own_issue(work, issue_id)
    outcome = current_outcome(work, issue_id)
    agree(may_deliver(is_told=bool(outcome and outcome.told_at)), REFUSALS)
    draft = checked(draft, london_day(work.now))
    last = work.session.scalars(
        select(IssueDelivery)
        .where(IssueDelivery.issue_id == issue_id)
        .order_by(IssueDelivery.number.desc())
        .limit(1)
    ).one_or_none()
    if last and (last.delivery, last.words, last.day, last.url) == (
        *(draft.delivery, draft.words, draft.day, draft.url),
    ):
        return
    if (last.number if last else 0) != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    step(last.delivery if last else None, draft.delivery)
    work.session.add(
        IssueDelivery(
            issue_id=issue_id,
            number=seen + 1,
            delivery=draft.delivery,
            words=draft.words,
            day=draft.day,
            url=draft.url,
            written_at=work.now,
            written_by_id=work.actor.person_id,
        )
    )
    work.session.flush()
    count(work.session, issue.consultation_id)
    work.record(DeliveryTold(issue_id, issue.consultation_id, draft.delivery))
