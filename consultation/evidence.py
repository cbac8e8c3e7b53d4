"""The one door through which other features look into consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation, Tally
from consultation.queries.comments import thread
from consultation.queries.consultations import consultation_id
from consultation.queries.evidence import (
    Evidence,
    areas,
    citable,
    evidence_of,
    issues_with,
    loop_of,
    most_agreed,
    slug_of,
)
from consultation.queries.voices import commenter
from consultation.rules.evidence import Count, EvidenceKind, Figure
from consultation.rules.feedback import FeedbackStatus

__all__ = [
    "Count",
    "Evidence",
    "EvidenceKind",
    "Figure",
    "PublicComment",
    "areas",
    "citable",
    "comment",
    "commenter",
    "consultation_id",
    "evidence_of",
    "issues_with",
    "loop_of",
    "most_agreed",
    "slug_of",
    "thread_count",
]


@dataclass(frozen=True, slots=True)
class PublicComment:
    """What anybody may read of one comment; ``feedback_status`` and ``kind`` are their values."""

    ref: str
    consultation_slug: str
    consultation_title: str
    kind: str
    text: str
    feedback_status: str
    agreed: int
    posted_at: datetime


def thread_count(session: Session, authority_id: UUID, slug: str) -> int | None:
    """Return how many conversations the public can read in a consultation, or None without one."""
    return session.scalar(
        select(Tally.comments)
        .join(Consultation, Consultation.id == Tally.consultation_id)
        .where(Consultation.authority_id == authority_id, Consultation.slug == slug)
    )


def comment(session: Session, authority_id: UUID, ref: str) -> PublicComment | None:
    """Return the comment called *ref* if the public can read it, else None."""
    found = thread(session, authority_id, ref)
    if found is None or not found.asked.is_public:
        return None
    if found.asked.feedback_status is FeedbackStatus.WITHDRAWN:
        return None
    return PublicComment(
        ref=found.asked.ref,
        consultation_slug=found.consultation.slug,
        consultation_title=found.consultation.title,
        kind=found.asked.kind.value,
        text=found.asked.text,
        feedback_status=found.asked.feedback_status.value,
        agreed=found.asked.agreed,
        posted_at=found.asked.posted_at,
    )
