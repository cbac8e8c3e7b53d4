"""Questions of firms, each answered to all; who asked is not kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Clarification(Model):
    """A question about a challenge; everybody reads it once it is answered."""

    __tablename__ = "clarification"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_when"),
        Index("ix_clarification_challenge", "challenge_id", "answered_at"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    question: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None]
