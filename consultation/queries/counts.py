"""How many there are, where no counter is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.cards import (
    ConsultationCard,
    card_of,
    card_select,
    is_listening,
)
from consultation.queries.filters import CommentFilter, threads_begun
from consultation.queries.listing import ListFilter, listed
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from consultation.rules.marks import Mark, mark_of


@dataclass(frozen=True, slots=True)
class OnTheMap:
    """How many comments have a place, in how many wards, and the marks among them."""

    placed: int
    wards: int
    marks: tuple[Mark, ...]


def comment_count(session: Session, consultation_id: UUID, filters: CommentFilter) -> int:
    """Return how many comments that begin a thread match *filters*."""
    asked = (
        select(func.count()).select_from(Comment).where(*threads_begun(consultation_id, filters))
    )
    return session.scalars(asked).one()


def on_the_map(session: Session, consultation_id: UUID) -> OnTheMap:
    """Return what a map of a consultation's comments would hold, marks in the order of its key."""
    asked = (
        select(Comment.kind, Comment.stance, Comment.ward_code, func.count())
        .where(*threads_begun(consultation_id, CommentFilter()), Comment.lon.is_not(None))
        .group_by(Comment.kind, Comment.stance, Comment.ward_code)
    )
    counted = session.execute(asked).all()
    seen = {mark_of(kind, stance) for kind, stance, _, _ in counted}
    return OnTheMap(
        placed=sum(number for *_, number in counted),
        wards=len({ward for _, _, ward, _ in counted if ward}),
        marks=tuple(mark for mark in Mark if mark in seen),
    )


def consultation_count(  # noqa: PLR0913  each keyword narrows the list
    session: Session,
    authority_id: UUID,
    now: datetime,
    *,
    words: str | None = None,
    status: ConsultationStatus | None = None,
    kind: ConsultationKind | None = None,
    ward_code: str | None = None,
    near: tuple[float, float, float] | None = None,
) -> int:
    """Return how many consultations the list with these filters holds."""
    wanted = ListFilter(words, status, kind, ward_code, near)
    asked = select(func.count()).select_from(Consultation)
    asked = asked.where(*listed(authority_id, now, wanted))
    return session.scalars(asked).one()


def open_count(session: Session, authority_id: UUID, now: datetime) -> int:
    """Return how many consultations take comments now."""
    asked = select(func.count()).select_from(Consultation)
    listening = asked.where(Consultation.authority_id == authority_id, is_listening(now))
    return session.scalars(listening).one()


def next_to_open(session: Session, authority_id: UUID, now: datetime) -> ConsultationCard | None:
    """Return the consultation that opens next, or None."""
    asked = (
        card_select(authority_id)
        .where(Consultation.status == ConsultationStatus.SCHEDULED, Consultation.opens_at > now)
        .order_by(Consultation.opens_at, Consultation.id)
        .limit(1)
    )
    found = session.execute(asked).one_or_none()
    return card_of(found, now) if found else None
