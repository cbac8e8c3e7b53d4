"""Contributions that are not sent yet. Only the browser that began one can find it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class UnsentView(Model):
    """What one visitor has answered so far in one consultation.

    ``owner`` is a keyed digest of the browser's token, another one in each consultation;
    ``answers`` is JSON text (``rules/unsent.py``). Nobody reads it before it is sent.
    """

    __tablename__ = "unsent_view"
    __table_args__ = (
        UniqueConstraint("consultation_id", "owner"),
        Index("ix_unsent_view_touched_at", "touched_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    owner: Mapped[str]
    answers: Mapped[str]
    revision: Mapped[int]
    made_at: Mapped[datetime]
    touched_at: Mapped[datetime]
