"""Feedback to firms that were not chosen: a line for each criterion, who wrote, who released."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.feedback import FeedbackState


class FirmFeedback(Model):
    """The feedback on one submission; ``told`` is how many people of the firm were written."""

    __tablename__ = "firm_feedback"
    __table_args__ = (
        CheckConstraint("(state = 'draft') = (released_at IS NULL)", name="released_when"),
        CheckConstraint("(state = 'read') = (read_at IS NOT NULL)", name="read_when"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), unique=True)
    state: Mapped[FeedbackState] = mapped_column(one_of(FeedbackState))
    revision: Mapped[int] = mapped_column(default=0)
    told: Mapped[int] = mapped_column(default=0)
    drafted_at: Mapped[datetime]
    released_by_id: Mapped[UUID | None]
    released_at: Mapped[datetime | None]
    read_by_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None]


class FeedbackLine(Model):
    """What is told about one criterion, as it was scored; ``mark`` is in hundredths."""

    __tablename__ = "firm_feedback_line"

    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("firm_feedback.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    weight: Mapped[int]
    top_mark: Mapped[int]
    mark: Mapped[int | None]
    words: Mapped[str]


class FeedbackWriter(Model):
    """Somebody wrote words of it; nobody of them releases it."""

    __tablename__ = "firm_feedback_writer"

    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("firm_feedback.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrote_at: Mapped[datetime]
