"""What was done about issues after their outcomes were told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from consultation.models.deliveries import IssueDelivery
from consultation.models.issues import Issue, IssueOutcome
from consultation.rules.deliveries import Delivery, ToldIssue


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One entry about one issue."""

    number: int
    delivery: Delivery
    words: str
    day: date | None
    url: str | None
    written_at: datetime


def deliveries_of(session: Session, issue_ids: Iterable[UUID]) -> dict[UUID, list[DeliveryRow]]:
    """Return issue → what was written about it, the first entry first, in one statement."""
    asked = (
        select(
            IssueDelivery.issue_id,
            IssueDelivery.number,
            IssueDelivery.delivery,
            IssueDelivery.words,
            IssueDelivery.day,
            IssueDelivery.url,
            IssueDelivery.written_at,
        )
        .where(IssueDelivery.issue_id.in_(list(issue_ids)))
        .order_by(IssueDelivery.number)
    )
    found: dict[UUID, list[DeliveryRow]] = {}
    for row in session.execute(asked):
        found.setdefault(row.issue_id, []).append(DeliveryRow(*row[1:]))
    return found


def told_issues(session: Session, authority_id: UUID, ids: Sequence[UUID]) -> dict[UUID, ToldIssue]:
    """Return issue → what a message tells of it; what nobody may know yet is not among them."""
    if not ids:
        return {}
    asked: Select[*tuple[Any, ...]] = (
        select(
            Issue.id,
            Issue.title,
            IssueOutcome.disposition,
            IssueOutcome.reason,
            IssueDelivery.delivery,
            IssueDelivery.day,
            IssueDelivery.words,
        )
        .join(IssueOutcome, is_told_of())
        .outerjoin(IssueDelivery, is_latest_of())
        .where(Issue.authority_id == authority_id, Issue.id.in_(ids))
    )
    return {row.id: ToldIssue(*row[1:]) for row in session.execute(asked)}


def is_told_of() -> ColumnElement[bool]:
    """Match the outcome of an issue that everybody may know."""
    return (
        (IssueOutcome.issue_id == Issue.id)
        & IssueOutcome.ended_at.is_(None)
        & IssueOutcome.told_at.is_not(None)
    )


def is_latest_of() -> ColumnElement[bool]:
    """Match what was written last about an issue."""
    later = aliased(IssueDelivery)
    last = select(func.max(later.number)).where(later.issue_id == Issue.id).scalar_subquery()
    return (IssueDelivery.issue_id == Issue.id) & (IssueDelivery.number == last)
