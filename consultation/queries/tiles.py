"""The map of a large consultation, one square at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultation.models.consultations import Consultation
from consultation.models.map import MapCell, MapChange, MapCheck, MapPin
from consultation.rules.map import CELL_BITS, MOST_PINS, NEAR, Layer
from geo.queries.tiles import drawn_tile
from geo.rules.tiles import BITS, Tile, degrees_of
from geo.rules.vector_tiles import point_layer

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Pinned:
    """How much a consultation has on the map.

    Args:
        bounds: west, south, east, north of it in degrees, to a cell of zoom 10; None where
            nothing is.
    """

    pins: int
    bounds: Bounds | None


def pinned(session: Session, consultation_id: UUID) -> Pinned | None:
    """Return how much is on the map; None while the pins are not known to be all there."""
    checked = select(MapCheck.checked_at).where(MapCheck.consultation_id == consultation_id)
    if session.scalar(checked) is None:
        return None
    cells = _cells(consultation_id, Tile(0, 0, 0), 10).subquery()
    edges = (f(column) for column in (cells.c.cx, cells.c.cy) for f in (func.min, func.max))
    counted = select(func.coalesce(func.sum(cells.c.pins), 0), *edges)
    pins, west, east, north, south = session.execute(counted).one()
    return Pinned(int(pins), _bounds(west, south, east, north) if pins else None)


def waits(session: Session) -> bool:
    """Tell whether a pin came or went that is in no cell yet."""
    return session.scalar(select(MapChange.id).limit(1)) is not None


def never_checked(session: Session) -> list[UUID]:
    """Return the consultations whose pins nobody has looked at yet."""
    checked = select(MapCheck.consultation_id)
    return list(session.scalars(select(Consultation.id).where(Consultation.id.not_in(checked))))


def all_with_pins(session: Session) -> list[UUID]:
    """Return the consultations that have, or had, something on the map."""
    return list(session.scalars(select(MapCell.consultation_id).distinct()))


def tile_of(session: Session, consultation_id: UUID, tile: Tile) -> bytes:
    """Return what everybody may see in one square, as a vector tile.

    Far away it has cells with the number of comments in each, near by each comment with its mark
    and first topic. Of more than `MOST_PINS` comments it has so many, drawn by lot once and for
    all, and a layer that says of how many.
    """
    if tile.z < NEAR:
        return _groups(session, consultation_id, tile)
    return _comments(session, consultation_id, tile)


def _groups(session: Session, consultation_id: UUID, tile: Tile) -> bytes:
    cells = session.execute(_cells(consultation_id, tile, tile.z)).all()
    west, north = tile.corner
    drawn = (
        (
            int(sum_x // pins - west) >> tile.step_shift,
            int(sum_y // pins - north) >> tile.step_shift,
            (int(pins),),
        )
        for _, _, pins, sum_x, sum_y in cells
    )
    return point_layer(Layer.GROUPS, ("count",), drawn)


def _cells(consultation_id: UUID, tile: Tile, z: int) -> Select[Any]:
    """Return the cells of zoom *z* in a tile that are not empty, with the changes that wait."""
    shift = BITS - z - CELL_BITS
    (west, north), (east, south) = tile.corner, tile.last
    kept = select(MapCell.cx, MapCell.cy, MapCell.pins, MapCell.sum_x, MapCell.sum_y).where(
        MapCell.consultation_id == consultation_id,
        MapCell.z == z,
        MapCell.cx.between(west >> shift, east >> shift),
        MapCell.cy.between(north >> shift, south >> shift),
    )
    waiting = select(
        MapChange.x.bitwise_rshift(literal(shift)),
        MapChange.y.bitwise_rshift(literal(shift)),
        MapChange.by,
        MapChange.by * _wide(MapChange.x),
        MapChange.by * _wide(MapChange.y),
    ).where(
        MapChange.consultation_id == consultation_id,
        MapChange.x.between(west, east),
        MapChange.y.between(north, south),
    )
    both = union_all(kept, waiting).subquery()
    pins = func.sum(both.c.pins)
    return (
        select(both.c.cx, both.c.cy, pins.label("pins"), *_sums(both))
        .group_by(both.c.cx, both.c.cy)
        .having(pins > 0)
    )


def _comments(session: Session, consultation_id: UUID, tile: Tile) -> bytes:
    here = _inside(consultation_id, tile)
    there = session.scalar(select(func.count()).select_from(MapPin).where(*here)) or 0
    west, north = tile.corner
    rows = select(
        (MapPin.x - west).bitwise_rshift(literal(tile.step_shift)).label("px"),
        (MapPin.y - north).bitwise_rshift(literal(tile.step_shift)).label("py"),
        MapPin.ref,
        MapPin.mark,
        MapPin.topic,
    ).where(*here)
    if there <= MOST_PINS:
        return drawn_tile(session, rows, Layer.COMMENTS)
    some = rows.order_by(MapPin.comment_id).limit(MOST_PINS)
    said = point_layer(Layer.THINNED, ("shown", "of"), [(0, 0, (MOST_PINS, there))])
    return drawn_tile(session, some, Layer.COMMENTS) + said


def _inside(consultation_id: UUID, tile: Tile) -> list[ColumnElement[bool]]:
    (west, north), (east, south) = tile.corner, tile.last
    shift = BITS - NEAR
    inside = [
        MapPin.consultation_id == consultation_id,
        MapPin.tile == ((west >> shift) << NEAR) + (north >> shift),
    ]
    if tile.z > NEAR:
        inside += [MapPin.x.between(west, east), MapPin.y.between(north, south)]
    return inside


def _sums(both: FromClause) -> list[ColumnElement[int]]:
    return [func.sum(both.c.sum_x).label("sum_x"), func.sum(both.c.sum_y).label("sum_y")]


def _wide(column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return cast(column, BigInteger)


def _bounds(west: int, south: int, east: int, north: int) -> Bounds:
    size = 1 << (BITS - 10 - CELL_BITS)
    left, top = degrees_of(west * size, north * size)
    right, bottom = degrees_of((east + 1) * size, (south + 1) * size)
    return left, bottom, right, top
