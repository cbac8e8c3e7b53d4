"""Which questions about people a consultation asks, and of which wards it hopes to hear."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, Tally
from consultation.models.reach.asked import AskedTrait, CatchmentWard
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.traits import Trait
from geo.models.wards import Ward


@dataclass(frozen=True, slots=True)
class WardNamed:
    """A ward that a consultation is about."""

    code: str
    name: str


def asked_traits(session: Session, consultation_id: UUID) -> dict[Trait, str]:
    """Return the reason for each question that is asked, in the order in which they are asked."""
    rows = session.execute(
        select(AskedTrait.trait, AskedTrait.reason).where(
            AskedTrait.consultation_id == consultation_id
        )
    )
    reasons = {row.trait: row.reason for row in rows}
    return {trait: reasons[trait] for trait in Trait if trait in reasons}


def asks_author_of(session: Session, comment_id: UUID) -> bool:
    """Tell whether the consultation of a comment asks people about themselves."""
    asks = (
        select(AskedTrait.trait)
        .join(Comment, Comment.consultation_id == AskedTrait.consultation_id)
        .where(Comment.id == comment_id)
        .limit(1)
    )
    return session.scalar(asks) is not None


def catchment(session: Session, consultation_id: UUID) -> tuple[WardNamed, ...]:
    """Return the wards that a consultation is about, by name."""
    rows = session.execute(
        select(Ward.code, Ward.name)
        .join(CatchmentWard, CatchmentWard.ward_id == Ward.id)
        .where(CatchmentWard.consultation_id == consultation_id)
        .order_by(Ward.name, Ward.code)
    )
    return tuple(WardNamed(row.code, row.name) for row in rows)


@dataclass(frozen=True, slots=True)
class Asking:
    """A consultation that asks people about themselves, and how many comments anybody can count."""

    authority_id: UUID
    consultation_id: UUID
    slug: str
    status: ConsultationStatus
    comments: int


def asking(session: Session, authority_id: UUID | None = None) -> tuple[Asking, ...]:
    """Return the consultations that ask something, of one council or of all, in one statement."""
    asks = select(AskedTrait.consultation_id).distinct()
    found = (
        select(
            Consultation.authority_id,
            Consultation.id,
            Consultation.slug,
            Consultation.status,
            (Tally.comments + Tally.replies).label("comments"),
        )
        .join(Tally, Tally.consultation_id == Consultation.id)
        .where(Consultation.id.in_(asks))
        .order_by(Consultation.id)
    )
    if authority_id is not None:
        found = found.where(Consultation.authority_id == authority_id)
    return tuple(
        Asking(row.authority_id, row.id, row.slug, row.status, row.comments)
        for row in session.execute(found)
    )
