"""What readers report of a comment, for its moderator alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.concerns import ConcernReason
from foundation.base.db import Model, key, one_of


class Concern(Model):
    """One reader's report of one comment; settled once a moderator has looked."""

    __tablename__ = "concern"
    __table_args__ = (
        UniqueConstraint("comment_id", "voice_id"),
        Index("ix_concern_open", "settled_at", "comment_id"),
    )

    id: Mapped[UUID] = key()
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice.id"), index=True)
    reason: Mapped[ConcernReason] = mapped_column(one_of(ConcernReason))
    words: Mapped[str | None]
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
