"""The questions that one councillor has passed on, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.passed_on import PassedOn
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PassedRow:
    """One question as everybody reads it; *text* is empty while a moderator keeps it back."""

    ref: str
    text: str
    title: str
    status: FeedbackStatus
    passed_at: datetime


def passed_on_by(session: Session, authority_id: UUID, person_id: UUID) -> list[PassedRow]:
    """Return what somebody has passed on, the latest first; one statement."""
    asked = (
        select(
            Comment.ref,
            Comment.text,
            Comment.moderation,
            Comment.feedback_status,
            Consultation.title,
            PassedOn.passed_at,
        )
        .join(Comment, Comment.id == PassedOn.comment_id)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(PassedOn.person_id == person_id, Comment.authority_id == authority_id)
        .order_by(PassedOn.passed_at.desc(), Comment.ref)
        .limit(MOST_SHOWN)
    )
    return [
        PassedRow(
            row.ref,
            row.text if row.moderation is Moderation.VISIBLE else "",
            row.title,
            row.feedback_status,
            row.passed_at,
        )
        for row in session.execute(asked)
    ]
