"""Marks that assessors gave, each with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class Score(Model):
    """A mark on one criterion; no ``value`` where it does not apply.

    A trigger refuses changes to a sheet that was sent.
    """

    __tablename__ = "score"
    __table_args__ = (CheckConstraint("value IS NULL OR value >= 0", name="from_nought"),)

    assignment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessor_assignment.id"), primary_key=True
    )
    sheet: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int | None]
    reason: Mapped[str]
    written_at: Mapped[datetime]
