"""The grid of a consultation's printed map; it stays, for squares of it are written on paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class MapSheet(Model):
    """The north-western corner on the British National Grid, and the side of a square."""

    __tablename__ = "map_sheet"
    __table_args__ = (CheckConstraint("metres > 0", name="metres_positive"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    west: Mapped[float]
    north: Mapped[float]
    metres: Mapped[int]
    made_at: Mapped[datetime]
