"""Where a consultation and its comments are, in narrow tables that no migration batch-alters.

``geojson`` is what was drawn, as it came in; ``geom`` is for searching in degrees,
``geom_27700`` for asking in metres.
"""

from __future__ import annotations

from uuid import UUID

from geoalchemy2 import WKBElement
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Counting, Model
from geo.rules.grid import BRITISH_NATIONAL_GRID, WGS84
from geo.spatial import place_column, valid_only


class ConsultationArea(Model):
    """The land that a consultation is about."""

    __tablename__ = "consultation_area"
    __table_args__ = (valid_only("geom"), valid_only("geom_27700"))

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), unique=True)
    geojson: Mapped[str]
    geom: Mapped[WKBElement] = mapped_column(place_column("GEOMETRY", WGS84))
    geom_27700: Mapped[WKBElement] = mapped_column(place_column("GEOMETRY", BRITISH_NATIONAL_GRID))


class CommentPlace(Model):
    """The point, line or area that a comment is about."""

    __tablename__ = "comment_place"
    __table_args__ = (valid_only("geom"), valid_only("geom_27700"))

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), unique=True)
    geojson: Mapped[str]
    geom: Mapped[WKBElement] = mapped_column(place_column("GEOMETRY", WGS84))
    geom_27700: Mapped[WKBElement] = mapped_column(place_column("GEOMETRY", BRITISH_NATIONAL_GRID))
