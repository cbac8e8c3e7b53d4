"""Who entered what for somebody else, how it had come, and the second look at it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.entries import EntryCheck
from foundation.base.db import Model, one_of


class Entry(Model):
    """One comment that somebody else typed; its channel stands with the comment."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_of", "consultation_id", "entered_at"),)

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    person_id: Mapped[UUID]
    entered_at: Mapped[datetime]
    came_on: Mapped[date]
    batch: Mapped[str]
    post_url: Mapped[str]
    organisation: Mapped[str]
    check_state: Mapped[EntryCheck] = mapped_column(one_of(EntryCheck))
    checked_by: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
