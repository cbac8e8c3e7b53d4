"""A comment as far as its author may change it or take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, Voice
from consultation.models.consultations import Consultation
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.consultations import Window, is_public, may_comment
from consultation.rules.edits import Said
from consultation.rules.feedback import FeedbackStatus


@dataclass(frozen=True, slots=True)
class OwnComment:
    """What somebody said; *voice_digest* is theirs, or None where nobody knows who spoke."""

    id: UUID
    ref: str
    consultation_id: UUID
    slug: str
    title: str
    voice_digest: str | None
    text: str
    said: Said

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.said.status is FeedbackStatus.WITHDRAWN

    @property
    def is_visible(self) -> bool:
        """Whether others may read it."""
        return self.said.moderation is Moderation.VISIBLE and not self.is_withdrawn


def own_comment(session: Session, authority_id: UUID, ref: str, now: datetime) -> OwnComment | None:
    """Return what the public said under this reference, or None."""
    asked = (
        select(
            *Comment.__table__.columns,
            Consultation.slug,
            Consultation.title,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Voice.visitor_digest,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .outerjoin(Voice, Voice.id == Comment.voice_id)
        .where(
            Comment.ref == ref,
            Comment.authority_id == authority_id,
            Comment.speaker == Speaker.PUBLIC,
        )
    )
    found = session.execute(asked).one_or_none()
    window = Window(found.status, found.opens_at, found.closes_at) if found else None
    if found is None or window is None or not is_public(window, now):
        return None
    said = Said(
        speaker=found.speaker,
        status=found.feedback_status,
        moderation=found.moderation,
        is_listening=bool(may_comment(window, now)),
        posted_at=found.posted_at,
        version=found.version,
        reactions=found.replies + found.agreed,
    )
    return OwnComment(
        id=found.id,
        ref=found.ref,
        consultation_id=found.consultation_id,
        slug=found.slug,
        title=found.title,
        voice_digest=found.visitor_digest,
        text=found.text,
        said=said,
    )
