"""What one contact follows, for the contact alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.following import Subscription
from consultation.rules.following import Followed, Pace
from foundation.accounts.models.contacts import Contact
from foundation.accounts.rules.contacts import Medium


@dataclass(frozen=True, slots=True)
class Followship:
    """One thing that somebody follows.

    Args:
        name: the consultation's title, the comment's reference or the words for the area.
        slug: the consultation, of a comment as well; None for an area.
    """

    id: UUID
    contact_id: UUID
    about: Followed
    name: str
    slug: str | None
    is_own: bool
    pace: Pace
    is_confirmed: bool
    is_muted: bool


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A household that wants letters and has not said yes; an officer can note that it did."""

    id: UUID
    address: str
    name: str


def followships(
    session: Session, authority_id: UUID, contact_id: UUID, only: set[UUID] | None = None
) -> list[Followship]:
    """Return what a contact follows, or wants to, the latest first."""
    asked = _asked(authority_id).where(Subscription.contact_id == contact_id)
    if only is not None:
        asked = asked.where(Subscription.id.in_(only))
    return [_followship(row) for row in session.execute(asked)]


def followship(session: Session, authority_id: UUID, subscription_id: UUID) -> Followship | None:
    """Return one thing that is followed, or None."""
    asked = _asked(authority_id).where(Subscription.id == subscription_id)
    row = session.execute(asked).one_or_none()
    return _followship(row) if row else None


def waiting_post(session: Session, authority_id: UUID) -> list[WaitingPost]:
    """Return who wants letters and has not said yes yet."""
    asked = (
        _asked(authority_id)
        .add_columns(Contact.address)
        .join(Contact, Contact.id == Subscription.contact_id)
        .where(Contact.medium == Medium.POST, Subscription.confirmed_at.is_(None))
    )
    return [
        WaitingPost(row.id, row.address, _followship(row).name) for row in session.execute(asked)
    ]


def _asked(authority_id: UUID) -> Select[*tuple[Any, ...]]:
    around = aliased(Consultation)
    return (
        select(
            Subscription.id,
            Subscription.contact_id,
            Subscription.about,
            Subscription.area_words,
            Subscription.is_own,
            Subscription.pace,
            Subscription.confirmed_at,
            Subscription.muted_at,
            Consultation.title,
            Consultation.slug,
            Comment.ref,
            around.slug.label("comment_slug"),
        )
        .outerjoin(Consultation, Consultation.id == Subscription.consultation_id)
        .outerjoin(Comment, Comment.id == Subscription.comment_id)
        .outerjoin(around, around.id == Comment.consultation_id)
        .where(Subscription.authority_id == authority_id)
        .order_by(Subscription.asked_at.desc(), Subscription.id)
    )


def _followship(row: Row[Any]) -> Followship:
    return Followship(
        id=row.id,
        contact_id=row.contact_id,
        about=row.about,
        name=row.title or row.ref or row.area_words,
        slug=row.slug or row.comment_slug,
        is_own=row.is_own,
        pace=row.pace,
        is_confirmed=row.confirmed_at is not None,
        is_muted=row.muted_at is not None,
    )
