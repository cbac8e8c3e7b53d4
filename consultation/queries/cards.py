"""A consultation in one card: what is asked, where, until when, and how many spoke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultation.models.applications import Application
from consultation.models.consultations import Consultation, Tally
from consultation.rules.consultations import (
    PUBLIC,
    ConsultationKind,
    ConsultationStatus,
    Window,
    may_comment,
)

_SHOWN: tuple[InstrumentedAttribute[Any], ...] = (
    Consultation.id,
    Consultation.slug,
    Consultation.kind,
    Consultation.title,
    Consultation.summary,
    Consultation.place_name,
    Consultation.status,
    Consultation.opens_at,
    Consultation.closes_at,
    Tally.comments,
    Application.reference,
)


@dataclass(frozen=True, slots=True)
class ConsultationCard:
    """What a list says of one consultation; ``reference`` is its planning application's."""

    slug: str
    kind: ConsultationKind
    title: str
    summary: str
    place_name: str | None
    status: ConsultationStatus
    opens_at: datetime | None
    closes_at: datetime | None
    comments: int
    is_open: bool
    reference: str | None


def card_select(authority_id: UUID) -> Select[Any]:
    """Return the select from which ``card_of`` makes cards; add conditions and an order."""
    return (
        select(*_SHOWN)
        .join(Tally, Tally.consultation_id == Consultation.id)
        .outerjoin(Application, Application.id == Consultation.application_id)
        .where(Consultation.authority_id == authority_id)
    )


def card_of(found: Row[Any], now: datetime | None) -> ConsultationCard:
    """Return the card; where nobody says *now*, the state alone tells whether it is open."""
    window = Window(found.status, found.opens_at, found.closes_at)
    is_open = bool(may_comment(window, now)) if now else found.status is ConsultationStatus.OPEN
    return ConsultationCard(
        slug=found.slug,
        kind=found.kind,
        title=found.title,
        summary=found.summary,
        place_name=found.place_name,
        status=found.status,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        comments=found.comments,
        is_open=is_open,
        reference=found.reference,
    )


def one_card(
    session: Session, authority_id: UUID, consultation_id: UUID, now: datetime | None
) -> ConsultationCard | None:
    """Return the card of a consultation that the public may know of, or None."""
    wanted = card_select(authority_id).where(
        Consultation.id == consultation_id,
        Consultation.status.in_({*PUBLIC, ConsultationStatus.SCHEDULED}),
    )
    found = session.execute(wanted).one_or_none()
    return card_of(found, now) if found else None


def is_listening(now: datetime) -> ColumnElement[bool]:
    """Match consultations that take comments at *now*, as ``may_comment`` does."""
    return and_(
        Consultation.status.in_({ConsultationStatus.SCHEDULED, ConsultationStatus.OPEN}),
        Consultation.opens_at <= now,
        or_(Consultation.closes_at.is_(None), Consultation.closes_at > now),
    )


def may_be_read(now: datetime) -> ColumnElement[bool]:
    """Match consultations that anybody may read at *now*, as ``is_public`` does."""
    has_opened = and_(
        Consultation.status == ConsultationStatus.SCHEDULED, Consultation.opens_at <= now
    )
    return or_(Consultation.status.in_(PUBLIC), has_opened)
