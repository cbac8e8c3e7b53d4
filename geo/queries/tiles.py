"""Vector tiles of points: made by PostGIS where it is, else from the rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from geo.rules.vector_tiles import point_layer
from geo.spatial import vector_tile


def drawn_tile(session: Session, rows: Select[Any], layer: str) -> bytes:
    """Return *rows* as a vector tile with one layer.

    Args:
        session: on either database.
        rows: ``px`` and ``py``, steps east and south of the tile's corner, then what is said of
            each point.
        layer: its name.
    """
    if session.get_bind().dialect.name == "postgresql":
        return bytes(session.scalar(select(vector_tile(rows.subquery("points"), layer))) or b"")
    found = session.execute(rows)
    keys = list(found.keys())[2:]
    return point_layer(layer, keys, ((x, y, values) for x, y, *values in found))
