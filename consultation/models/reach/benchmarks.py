"""Who lives where, by the census: what those who were heard are compared with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.traits import Trait
from foundation.base.db import Model, one_of


class Benchmark(Model):
    """People, or households, of one category in one area.

    *area_code* is that of a ward or of the whole council. Each trait has its own total: the counts
    of two traits need not add up to the same number of people.
    """

    __tablename__ = "benchmark"
    __table_args__ = (CheckConstraint("residents >= 0", name="residents_counted"),)

    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    area_code: Mapped[str] = mapped_column(primary_key=True)
    trait: Mapped[Trait] = mapped_column(one_of(Trait), primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    area_name: Mapped[str]
    residents: Mapped[int]
    source: Mapped[str]
    year: Mapped[int]
    is_best_fit: Mapped[bool]
    loaded_at: Mapped[datetime]
