"""Decisions, appeals and milestones of consultations; entries are added and never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.afterwards import Happening, Result
from foundation.base.db import Model, key, one_of


class AfterwardsEntry(Model):
    """One thing that happened; ``conditions`` is a list of sentences."""

    __tablename__ = "afterwards_entry"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    happening: Mapped[Happening] = mapped_column(one_of(Happening))
    result: Mapped[Result | None] = mapped_column(one_of(Result))
    title: Mapped[str]
    day: Mapped[date]
    reasons: Mapped[str]
    conditions: Mapped[list[Any]] = mapped_column(JSON)
    url: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None]
