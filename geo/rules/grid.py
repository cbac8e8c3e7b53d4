"""The two ways to say where: degrees (WGS84) and metres (British National Grid).

Only this module turns one into the other. Without Ordnance Survey's OSTN15 grid file, which the
pyproj wheel does not carry, an answer can be some metres off: fine for wards and postcodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import shapely
from pyproj import CRS, Transformer
from pyproj.transformer import TransformerFromCRS, TransformerUnsafe
from shapely.geometry.base import BaseGeometry

WGS84 = 4326
BRITISH_NATIONAL_GRID = 27700

GRID_EAST, GRID_NORTH = 700_000, 1_300_000
SMALLEST_GRID_NUMBER = 1_000
"""No degree reaches it, and hardly any place on land lies nearer to the grid's origin."""

Place = tuple[float, float]
"""Two coordinates, the one that runs east first."""

Drawn = TypeVar("Drawn", bound=BaseGeometry)

_one_at_a_time = Lock()


def grid_point(lon: float, lat: float) -> Place:
    """Return easting and northing in metres."""
    easting, northing = _moved(_from_degrees(), lon, lat)
    return float(easting), float(northing)


def degrees(easting: float, northing: float) -> Place:
    """Return longitude and latitude."""
    lon, lat = _moved(_from_grid(), easting, northing)
    return float(lon), float(lat)


def many_grid_points(places: Sequence[Place]) -> list[Place]:
    """Return easting and northing of many places at once."""
    return _many(places, _from_degrees())


def many_degrees(places: Sequence[Place]) -> list[Place]:
    """Return longitude and latitude of many places at once."""
    return _many(places, _from_grid())


def to_grid(drawn: Drawn) -> Drawn:
    """Return the same geometry in metres."""
    return _transformed(drawn, _from_degrees())


def to_degrees(drawn: Drawn) -> Drawn:
    """Return the same geometry in longitude and latitude."""
    return _transformed(drawn, _from_grid())


def looks_like_grid(x: float, y: float) -> bool:
    """Tell whether two numbers can only be an easting and a northing."""
    return SMALLEST_GRID_NUMBER <= x <= GRID_EAST and SMALLEST_GRID_NUMBER <= y <= GRID_NORTH


def _transformed(drawn: Drawn, transformer: Transformer) -> Drawn:
    def move(at: Any) -> Any:  # noqa: ANN401  an array, which only Shapely has to know
        at[:, 0], at[:, 1] = _moved(transformer, at[:, 0], at[:, 1])
        return at

    return shapely.transform(drawn, move)


def _many(places: Sequence[Place], transformer: Transformer) -> list[Place]:
    if not places:
        return []
    xs, ys = _moved(transformer, [x for x, _ in places], [y for _, y in places])
    return list(zip(xs, ys, strict=True))


def _moved(transformer: Transformer, x: Any, y: Any) -> tuple[Any, Any]:  # noqa: ANN401  numbers or many
    with _one_at_a_time:
        moved: tuple[Any, Any] = transformer.transform(x, y)
    return moved


@cache
def _from_degrees() -> Transformer:
    return _shared(WGS84, BRITISH_NATIONAL_GRID)


@cache
def _from_grid() -> Transformer:
    return _shared(BRITISH_NATIONAL_GRID, WGS84)


def _shared(here: int, there: int) -> Transformer:
    """Return one transformer for all threads, which have to take turns.

    The library would make one for each thread, in 18 ms, and to it each connection of a browser is
    a thread where greenlets serve.
    """
    make = TransformerFromCRS(
        CRS.from_epsg(here).srs.encode(),
        CRS.from_epsg(there).srs.encode(),
        always_xy=True,
        area_of_interest=None,
        authority=None,
        accuracy=None,
        allow_ballpark=None,
    )
    return Transformer(TransformerUnsafe(make()))
