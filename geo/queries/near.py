"""Which rows of any table with a place lie near a spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shapely.geometry import Point
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from geo.rules.grid import grid_point
from geo.spatial import distance, within_metres


@dataclass(frozen=True, slots=True)
class Near:
    """A row's key and how far its place is."""

    key: Any
    metres: float


def rows_near(
    session: Session,
    key: InstrumentedAttribute[Any],
    place: InstrumentedAttribute[Any],
    spot: tuple[float, float],
    metres: float,
    *,
    limit: int = 20,
) -> list[Near]:
    """Return the rows at most *metres* from a spot, the nearest first.

    *key* names a row, such as the comment's id; *place* is a British National Grid column of the
    same table; *spot* is longitude and latitude.
    """
    there = Point(grid_point(*spot))
    far = distance(place, there).label("metres")
    wanted = (
        select(key, far).where(within_metres(place, there, metres)).order_by(far, key).limit(limit)
    )
    return [Near(found, away) for found, away in session.execute(wanted)]
