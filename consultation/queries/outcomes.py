"""We asked, you said, we did: every issue whose outcome is told, the latest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.deliveries import IssueDelivery
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.queries.cards import may_be_read
from consultation.queries.deliveries import is_latest_of, is_told_of
from consultation.rules.consultations import ConsultationKind
from consultation.rules.deliveries import Delivery
from consultation.rules.dispositions import TERMS, Disposition, Group, Proof
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, Page, cursor_of, key_of

MOST_ON_A_PAGE = 50
YEAR = timedelta(days=365)

CHANGES = frozenset(each for each, terms in TERMS.items() if terms.group is Group.MADE_A_DIFFERENCE)
"""Outcomes that made a difference; the others are said with the same size and in the same place."""


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """One issue: what was asked, what was said, what came of it, and what was done.

    Args:
        asked: the question of its consultation, or its title.
        people: how many people said it.
        day: by when it is promised, or since when it is done.
    """

    number: int
    title: str
    slug: str
    consultation: str
    kind: ConsultationKind
    asked: str
    people: int
    disposition: Disposition
    reason: str
    proof: Proof | None
    proof_words: str | None
    proof_url: str | None
    told_at: datetime
    delivery: Delivery | None
    words: str | None
    day: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class OutcomeFigures:
    """What came of issues in the last twelve months; the first is the sum of the next three."""

    changes: int
    done: int
    promised: int
    no_day_yet: int
    not_taken: int


def outcome_cards(  # noqa: PLR0913  each keyword narrows the list
    session: Session,
    authority_id: UUID,
    now: datetime,
    *,
    within: UUID | None = None,
    among: Collection[Disposition] | None = None,
    after: str | None = None,
    limit: int = 10,
) -> Page[OutcomeCard]:
    """Return a page of what everybody may know, in one statement.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    asked = _cards().where(*_shown(authority_id, now, within))
    if among is not None:
        asked = asked.where(IssueOutcome.disposition.in_(among))
    if after is not None:
        asked = asked.where(tuple_(IssueOutcome.told_at, Issue.id) < tuple_(*_read(after)))
    order = (IssueOutcome.told_at.desc(), Issue.id.desc())
    found = session.execute(asked.order_by(*order).limit(limit + 1)).all()
    rows = [OutcomeCard(*row[1:]) for row in found[:limit]]
    if len(found) <= limit:
        return Page(rows)
    last = found[limit - 1]
    return Page(rows, cursor_of(last.told_at.isoformat(), str(last.id)))


def outcome_figures(
    session: Session, authority_id: UUID, now: datetime, within: UUID | None = None
) -> OutcomeFigures:
    """Return how many outcomes there were and how far they have come, in one statement."""
    asked = (
        select(IssueOutcome.disposition, IssueDelivery.delivery, func.count().label("issues"))
        .select_from(Issue)
        .join(IssueOutcome, is_told_of())
        .outerjoin(IssueDelivery, is_latest_of())
        .join(Consultation, Consultation.id == Issue.consultation_id)
        .where(*_shown(authority_id, now, within), IssueOutcome.told_at > now - YEAR)
        .group_by(IssueOutcome.disposition, IssueDelivery.delivery)
    )
    rows = session.execute(asked).all()

    def number(*deliveries: Delivery | None) -> int:
        return sum(
            row.issues for row in rows if row.disposition in CHANGES and row.delivery in deliveries
        )

    not_done = number(Delivery.NOT_DONE)
    others = sum(row.issues for row in rows if row.disposition not in CHANGES)
    done, promised, rest = number(Delivery.DONE), number(Delivery.PROMISED), number(None)
    return OutcomeFigures(done + promised + rest, done, promised, rest, others + not_done)


def _cards() -> Select[*tuple[Any, ...]]:
    people = (
        select(func.count(func.distinct(func.coalesce(Comment.voice_id, Comment.id))))
        .select_from(Point)
        .join(Comment, Comment.id == Point.comment_id)
        .where(Point.issue_id == Issue.id, Point.dropped_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            Issue.id,
            Issue.number,
            Issue.title,
            Consultation.slug,
            Consultation.title.label("consultation"),
            Consultation.kind,
            func.coalesce(Consultation.question, Consultation.title).label("asked"),
            people.label("people"),
            IssueOutcome.disposition,
            IssueOutcome.reason,
            IssueOutcome.proof,
            IssueOutcome.proof_words,
            IssueOutcome.proof_url,
            IssueOutcome.told_at,
            IssueDelivery.delivery,
            IssueDelivery.words,
            IssueDelivery.day,
            IssueDelivery.url,
        )
        .join(IssueOutcome, is_told_of())
        .join(Consultation, Consultation.id == Issue.consultation_id)
        .outerjoin(IssueDelivery, is_latest_of())
    )


def _shown(
    authority_id: UUID, now: datetime, within: UUID | None
) -> tuple[ColumnElement[bool], ...]:
    here = (Issue.authority_id == authority_id, may_be_read(now))
    return here if within is None else (*here, Issue.consultation_id == within)


def _read(after: str) -> tuple[Any, Any]:
    moment, last = key_of(after, (str, str))
    try:
        told = datetime.fromisoformat(str(moment)).astimezone(UTC)
        return literal(told, IssueOutcome.told_at.type), literal(UUID(str(last)), Issue.id.type)
    except (ValueError, OverflowError) as broken:
        raise Malformed(BROKEN) from broken
