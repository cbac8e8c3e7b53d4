"""Who speaks behind a comment, as far as a random id says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, Receipt
from consultation.models.consultations import Consultation
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus


@dataclass(frozen=True, slots=True)
class Voiced:
    """A comment's consultation, and its voice in it; for who holds the comment's code alone."""

    consultation_id: UUID
    voice_id: UUID


def voice_of(session: Session, authority_id: UUID, comment_id: UUID) -> Voiced | None:
    """Return whose comment this is, or None where nobody stands behind it any more."""
    row = session.execute(
        select(Comment.consultation_id, Comment.voice_id).where(
            Comment.id == comment_id,
            Comment.authority_id == authority_id,
            Comment.voice_id.is_not(None),
        )
    ).one_or_none()
    if row is None or row.voice_id is None:
        return None
    return Voiced(row.consultation_id, row.voice_id)


def commenter(
    session: Session, authority_id: UUID, slug: str, code_digest: str, before: datetime
) -> UUID | None:
    """Return who holds a code of a comment made in one consultation before an instant, or None.

    It is one id however many comments and codes somebody has there, and another one in each
    consultation. What is taken back or hidden by a moderator counts for nobody.
    """
    asked = (
        select(Comment.id, Comment.voice_id)
        .join(Receipt, Receipt.comment_id == Comment.id)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(
            Receipt.code_digest == code_digest,
            Comment.authority_id == authority_id,
            Consultation.slug == slug,
            Comment.posted_at < before,
            Comment.speaker == Speaker.PUBLIC,
            Comment.moderation != Moderation.HIDDEN,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
    )
    row = session.execute(asked).one_or_none()
    return (row.voice_id or row.id) if row else None
