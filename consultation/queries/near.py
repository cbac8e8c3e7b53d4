"""Which consultations are about land near a spot, or about the whole of a council's area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.places import ConsultationArea
from consultation.queries.cards import (
    ConsultationCard,
    card_of,
    card_select,
    is_listening,
    may_be_read,
)
from geo.queries.near import rows_near

MOST_AREAS = 500
MOST_CARDS = 50


@dataclass(frozen=True, slots=True)
class NearCard:
    """A consultation and how far from a spot the land lies that it is about; 0 inside it."""

    card: ConsultationCard
    metres: float


def consultations_near(
    session: Session,
    authority_id: UUID,
    spot: tuple[float, float],
    metres: float,
    now: datetime,
) -> list[NearCard]:
    """Return what anybody may read within *metres* of a spot: open ones first, then the nearest.

    *spot* is longitude and latitude. Two statements.
    """
    near = rows_near(
        session,
        ConsultationArea.consultation_id,
        ConsultationArea.geom_27700,
        spot,
        metres,
        limit=MOST_AREAS,
    )
    away = {row.key: row.metres for row in near}
    if not away:
        return []
    asked = card_select(authority_id).where(Consultation.id.in_(away), may_be_read(now))
    found = [NearCard(card_of(row, now), away[row.id]) for row in session.execute(asked).all()]
    found.sort(key=lambda each: (not each.card.is_open, each.metres, each.card.slug))
    return found[:MOST_CARDS]


def consultations_everywhere(
    session: Session, authority_id: UUID, now: datetime
) -> list[ConsultationCard]:
    """Return the open consultations that are about no place in particular."""
    placed = select(ConsultationArea.consultation_id)
    asked = (
        card_select(authority_id)
        .where(is_listening(now), Consultation.id.not_in(placed))
        .order_by(Consultation.closes_at, Consultation.id)
        .limit(MOST_CARDS)
    )
    return [card_of(row, now) for row in session.execute(asked)]
