"""The wards of each council, and their outlines in a narrow table of their own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from geoalchemy2 import WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Counting, Model, key
from geo.rules.grid import BRITISH_NATIONAL_GRID, WGS84
from geo.spatial import place_column, valid_only


class Ward(Model):
    """One ward: code, name, where to write the name, and how many people live there."""

    __tablename__ = "ward"
    __table_args__ = (
        UniqueConstraint("authority_id", "code"),
        CheckConstraint("residents >= 0", name="residents_not_negative"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    code: Mapped[str]
    name: Mapped[str]
    label_lon: Mapped[float]
    label_lat: Mapped[float]
    residents: Mapped[int | None]
    approximate: Mapped[bool]
    source: Mapped[str]
    loaded_at: Mapped[datetime]


class WardOutline(Model):
    """Where a ward is, in degrees and in metres; no migration ever batch-alters this table."""

    __tablename__ = "ward_outline"
    __table_args__ = (valid_only("geom"), valid_only("geom_27700"))

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("ward.id"), unique=True)
    geom: Mapped[WKBElement] = mapped_column(place_column("MULTIPOLYGON", WGS84))
    geom_27700: Mapped[WKBElement] = mapped_column(
        place_column("MULTIPOLYGON", BRITISH_NATIONAL_GRID)
    )
