"""The figures of the feedback loop as they were last counted, so that no page counts them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.loop import Part
from foundation.base.db import Model, one_of


class LoopCounted(Model):
    """When the loop of a consultation was counted, and at which version of its tally."""

    __tablename__ = "loop_counted"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    version: Mapped[int]
    counted_on: Mapped[date]
    counted_at: Mapped[datetime]


class LoopFigure(Model):
    """How one part of a consultation's comments fared; see ``LoopCount`` for its numbers."""

    __tablename__ = "loop_figure"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(one_of(Part), primary_key=True)
    which: Mapped[str] = mapped_column(primary_key=True)
    comments: Mapped[int]
    answered: Mapped[int]
    ended: Mapped[int]
    overdue: Mapped[int]
    answer_half: Mapped[int | None]
    answer_most: Mapped[int | None]
    fate_half: Mapped[int | None]
    fate_most: Mapped[int | None]
