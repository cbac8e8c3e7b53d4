"""Consultations as pages, lists and the interface see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Row, Select, String, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from consultation.models.applications import Application
from consultation.models.consultations import Consultation, Document, OwnTopic, Tally
from consultation.models.places import ConsultationArea
from consultation.models.takes import ConsultationTakes
from consultation.queries.cards import (
    ConsultationCard,
    card_of,
    card_select,
    is_listening,
)
from consultation.queries.corrections import has_corrections
from consultation.queries.easy_read import has_easy_read
from consultation.queries.listing import ListFilter, listed
from consultation.queries.places import as_geometry
from consultation.queries.stages import StageMoveRow, StageRow, stages_of
from consultation.rules.consultations import (
    ConsultationKind,
    ConsultationStatus,
    PlanningDecision,
    Window,
    is_over,
    is_public,
    may_comment,
    window_of,
)
from consultation.rules.takes import Takes
from foundation.accounts.models.authorities import Authority
from foundation.base.decisions import Decision
from foundation.base.paging import Page, cursor_of, key_of

MOST_ON_A_PAGE = 100
TOPIC = -1
"""Where a topic stands in what is asked together with the documents."""

__all__ = [
    "ConsultationCard",
    "ConsultationPage",
    "DocumentRow",
    "StageMoveRow",
    "StageRow",
    "TallyRow",
    "consultation_cards",
    "consultation_id",
    "consultation_page",
    "open_consultations",
    "staff_cards",
    "version_of",
]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A plan, report or picture."""

    title: str
    kind: str | None
    url: str
    added_at: datetime
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The counters of one consultation."""

    version: int
    comments: int
    replies: int
    questions: int
    questions_answered: int
    answered: int
    closed: int
    formal: int
    withheld: int

    @property
    def informal(self) -> int:
        """How many comments are not formal; every one of them can be read."""
        return self.comments - self.formal

    @property
    def all_formal(self) -> int:
        """How many comments are formal, published or not."""
        return self.formal + self.withheld


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """All that the page of a consultation says beside its comments.

    Args:
        may_comment: whether anybody may say something now, and why not.
        is_over: the last day has passed; what is still taken is late.
        topics: code and label of each topic beside the common ones.
        decides: who makes the decision in the end, in words; None means the council.
        decision: how the planning application behind it ended, and *decided_on* on which day.
    """

    id: UUID
    slug: str
    kind: ConsultationKind
    title: str
    question: str | None
    summary: str
    place_name: str | None
    team: str | None
    decides: str | None
    status: ConsultationStatus
    opens_at: datetime | None
    closes_at: datetime | None
    may_comment: Decision
    is_over: bool
    takes: Takes
    reference: str | None
    address: str | None
    stages: tuple[StageRow, ...]
    documents: tuple[DocumentRow, ...]
    topics: tuple[tuple[str, str], ...]
    tally: TallyRow
    area_geojson: dict[str, Any] | None
    decision: PlanningDecision | None
    decided_on: date | None
    has_easy_read: bool
    has_corrections: bool = False


def open_consultations(
    session: Session, authority_id: UUID, now: datetime, limit: int = 20
) -> list[ConsultationCard]:
    """Return the consultations that take comments now, soonest closing first."""
    asked = (
        card_select(authority_id)
        .where(is_listening(now))
        .order_by(Consultation.closes_at, Consultation.id)
        .limit(limit)
    )
    return [card_of(found, now) for found in session.execute(asked)]


def consultation_cards(  # noqa: PLR0913  each keyword narrows the list
    session: Session,
    authority_id: UUID,
    now: datetime,
    *,
    words: str | None = None,
    status: ConsultationStatus | None = None,
    kind: ConsultationKind | None = None,
    ward_code: str | None = None,
    near: tuple[float, float, float] | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[ConsultationCard]:
    """Return a page of all consultations that anybody may read, by title.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    wanted = ListFilter(words, status, kind, ward_code, near)
    asked = card_select(authority_id).where(*listed(authority_id, now, wanted))
    if after is not None:
        (slug,) = key_of(after, (str,))
        asked = asked.where(Consultation.slug > slug)
    found = session.execute(asked.order_by(Consultation.slug).limit(limit + 1)).all()
    shown = found[:limit]
    more = cursor_of(shown[-1].slug) if len(found) > limit else None
    return Page([card_of(each, now) for each in shown], more)


def staff_cards(session: Session, authority_id: UUID, now: datetime) -> list[ConsultationCard]:
    """Return every consultation of an authority, drafts and past ones too, newest first."""
    asked = card_select(authority_id).order_by(Consultation.created_at.desc(), Consultation.id)
    return [card_of(found, now) for found in session.execute(asked)]


def consultation_page(
    session: Session, authority_id: UUID, slug: str, now: datetime, *, drafts: bool = False
) -> ConsultationPage | None:
    """Return what the page called *slug* says, in four statements.

    None where there is no such consultation, or, without *drafts*, where it is not public yet.
    """
    asked: Select[Any] = (
        select(
            *Consultation.__table__.columns,
            *(column for column in Tally.__table__.columns if column.name != "consultation_id"),
            Application.reference,
            Application.address,
            Application.decision,
            Application.decided_on,
            Authority.late_comments,
            ConsultationArea.geojson,
            ConsultationTakes.takes,
            has_easy_read(),
            has_corrections(),
        )
        .join(Tally, Tally.consultation_id == Consultation.id)
        .join(Authority, Authority.id == Consultation.authority_id)
        .outerjoin(Application, Application.id == Consultation.application_id)
        .outerjoin(ConsultationArea, ConsultationArea.consultation_id == Consultation.id)
        .outerjoin(ConsultationTakes, ConsultationTakes.consultation_id == Consultation.id)
        .where(Consultation.authority_id == authority_id, Consultation.slug == slug)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    window = window_of(found)
    if not drafts and not is_public(window, now):
        return None
    return _page(session, found, window, now)


def consultation_id(session: Session, authority_id: UUID, slug: str) -> UUID | None:
    """Return the id of the consultation called *slug*, or None."""
    return session.scalar(
        select(Consultation.id).where(
            Consultation.authority_id == authority_id, Consultation.slug == slug
        )
    )


def consultations_called(
    session: Session, slug: str, authority_id: UUID | None = None
) -> list[tuple[UUID, UUID]]:
    """Return authority and id of each consultation with this slug, of one council or of all."""
    found = select(Consultation.authority_id, Consultation.id).where(Consultation.slug == slug)
    if authority_id is not None:
        found = found.where(Consultation.authority_id == authority_id)
    return [(row.authority_id, row.id) for row in session.execute(found)]


def version_of(session: Session, authority_id: UUID, slug: str) -> int | None:
    """Return how often what the pages of a consultation show has changed, or None."""
    return session.scalar(
        select(Tally.version)
        .join(Consultation, Consultation.id == Tally.consultation_id)
        .where(Consultation.authority_id == authority_id, Consultation.slug == slug)
    )


def _page(session: Session, found: Row[Any], window: Window, now: datetime) -> ConsultationPage:
    documents, topics = _belongings(session, found.id)
    return ConsultationPage(
        id=found.id,
        slug=found.slug,
        kind=found.kind,
        title=found.title,
        question=found.question,
        summary=found.summary,
        place_name=found.place_name,
        team=found.team,
        decides=found.decides,
        status=found.status,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        may_comment=may_comment(window, now),
        is_over=is_over(window, now),
        takes=found.takes or Takes.DIALOGUE,
        reference=found.reference,
        address=found.address,
        stages=stages_of(session, found.id),
        documents=documents,
        topics=topics,
        tally=TallyRow(
            found.version,
            found.comments,
            found.replies,
            found.questions,
            found.questions_answered,
            found.answered,
            found.closed,
            found.formal,
            found.withheld,
        ),
        area_geojson=as_geometry(found.geojson) if found.geojson else None,
        decision=found.decision,
        decided_on=found.decided_on,
        has_easy_read=found.has_easy_read,
        has_corrections=found.has_corrections,
    )


def _belongings(
    session: Session, consultation_id: UUID
) -> tuple[tuple[DocumentRow, ...], tuple[tuple[str, str], ...]]:
    """Return the documents and the topics of its own, in one statement."""
    documents = select(
        Document.position,
        Document.title,
        Document.kind,
        Document.url,
        Document.added_at,
        Document.alt,
    ).where(Document.consultation_id == consultation_id)
    topics = select(
        literal(TOPIC),
        OwnTopic.label,
        OwnTopic.code,
        cast(null(), String()),
        cast(null(), DateTime(timezone=True)),
        cast(null(), String()),
    ).where(OwnTopic.consultation_id == consultation_id)
    found: list[Any] = list(
        session.execute(union_all(documents, topics).order_by("position", "title"))
    )
    return (
        tuple(
            DocumentRow(row.title, row.kind, row.url, row.added_at, row.alt)
            for row in found
            if row.position != TOPIC
        ),
        tuple((row.kind, row.title) for row in found if row.position == TOPIC),
    )
