"""Where each postcode is; the same for every council."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class Postcode(Model):
    """One postcode, as printed on letters, and the point that stands for its houses."""

    __tablename__ = "postcode"
    __table_args__ = (Index("ix_postcode_place", "easting", "northing"),)

    postcode: Mapped[str] = mapped_column(primary_key=True)
    lon: Mapped[float]
    lat: Mapped[float]
    easting: Mapped[int]
    northing: Mapped[int]
