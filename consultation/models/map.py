"""What the map of a large consultation is drawn from: pins, and counts of them for each zoom.

Triggers keep the pins with the comments, in the transaction that changes one, and write each pin
that comes or goes as a change. A job folds changes into cells; whoever reads adds those that wait.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Counting, Model


class MapPin(Model):
    """One comment that everybody may see on the map; ``tile`` is its square at zoom 14.

    ``x`` and ``y`` are a place of ``geo.rules.tiles``; ``tile`` is the leading 14 bits of each, one
    after the other. ``topic`` is the first of its topics. ``is_drawn`` marks a line or an area,
    which has a shape beside.
    """

    __tablename__ = "map_pin"
    __table_args__ = (
        Index("ix_map_pin_tile", "consultation_id", "tile", "x", "y"),
        Index(
            "ix_map_pin_drawn",
            "consultation_id",
            postgresql_where=text("is_drawn"),
            sqlite_where=text("is_drawn"),
        ),
    )

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    consultation_id: Mapped[UUID]
    tile: Mapped[int]
    x: Mapped[int]
    y: Mapped[int]
    ref: Mapped[str]
    mark: Mapped[str]
    topic: Mapped[str | None]
    is_drawn: Mapped[bool]


class MapChange(Model):
    """A pin that came (1) or went (-1) and is in no cell yet."""

    __tablename__ = "map_change"

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    x: Mapped[int]
    y: Mapped[int]
    by: Mapped[int] = mapped_column(SmallInteger)


class MapCell(Model):
    """How many pins lie in one of the 8 by 8 cells of a tile, and the sums of their places."""

    __tablename__ = "map_cell"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    z: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    cx: Mapped[int] = mapped_column(primary_key=True)
    cy: Mapped[int] = mapped_column(primary_key=True)
    pins: Mapped[int]
    sum_x: Mapped[int] = mapped_column(BigInteger)
    sum_y: Mapped[int] = mapped_column(BigInteger)


class MapCheck(Model):
    """When the pins of a consultation were last held against its comments; before, none are."""

    __tablename__ = "map_check"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    checked_at: Mapped[datetime]
