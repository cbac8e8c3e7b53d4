"""What a comment said before it was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.edits import CommentVersion
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One earlier version; *text* is None where its author took it out of sight."""

    number: int
    text: str | None
    language: str
    made_at: datetime


def earlier_versions(session: Session, comment_id: UUID) -> list[VersionRow]:
    """Return what anybody may read of earlier versions, the latest first; one statement."""
    asked = (
        select(
            CommentVersion.number,
            CommentVersion.text,
            CommentVersion.language,
            CommentVersion.is_shown,
            CommentVersion.made_at,
        )
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .where(
            CommentVersion.comment_id == comment_id,
            Comment.moderation == Moderation.VISIBLE,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .order_by(CommentVersion.number.desc())
        .limit(MOST_SHOWN)
    )
    return [
        VersionRow(row.number, row.text if row.is_shown else None, row.language, row.made_at)
        for row in session.execute(asked)
    ]
