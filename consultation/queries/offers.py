"""Which earlier answers the author of a comment was shown before it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.offers import Offer
from foundation.base.prose import beginning, plain

LONGEST = 120


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A question, by its reference and its beginning, and whether its answer was enough in part."""

    ref: str
    question: str
    is_enough: bool


def offers_to(session: Session, authority_id: UUID, comment_id: UUID) -> list[OfferRow]:
    """Return the answered questions that were shown to who wrote a comment, the oldest first."""
    asked = (
        select(Comment.ref, Comment.text, Offer.is_enough)
        .join(Offer, Offer.question_id == Comment.id)
        .where(Offer.comment_id == comment_id, Comment.authority_id == authority_id)
        .order_by(Comment.posted_at, Comment.id)
    )
    return [
        OfferRow(row.ref, beginning(" ".join(plain(row.text).split()), LONGEST), row.is_enough)
        for row in session.execute(asked)
    ]
