"""What a consultation said before it was corrected in sight of everybody, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.corrections import Field
from foundation.base.db import Model, key, one_of


class Correction(Model):
    """One correction, numbered from 1."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]


class CorrectedField(Model):
    """One field of it, before and after."""

    __tablename__ = "corrected_field"

    correction_id: Mapped[UUID] = mapped_column(ForeignKey("correction.id"), primary_key=True)
    field: Mapped[Field] = mapped_column(one_of(Field), primary_key=True)
    before: Mapped[str]
    after: Mapped[str]
