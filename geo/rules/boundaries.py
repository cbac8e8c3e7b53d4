"""Outlines from an officer's file: larger than a person's place, and in either system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shapely.geometry import MultiPolygon, Polygon

from foundation.base.errors import Invalid
from geo.rules.coordinates import read_position
from geo.rules.geojson import RING_POINTS, checked_outline
from geo.rules.grid import (
    BRITISH_NATIONAL_GRID,
    WGS84,
    Place,
    looks_like_grid,
    to_degrees,
)
from geo.rules.shapes import DECIMALS

MOST_VERTICES = 200_000
AXES = (2, 3)
KNOWN_SYSTEMS = {"CRS84": WGS84, "4326": WGS84, "27700": BRITISH_NATIONAL_GRID}
SYSTEM = re.compile(r"(?:OGC|EPSG):[\d.]*:?(CRS84|\d+)$", re.IGNORECASE | re.ASCII)
UNKNOWN_SYSTEM = (
    "The file's coordinate system is not one we know. Save it as WGS84 (EPSG:4326) or as "
    "British National Grid (EPSG:27700)."
)
WANTED = "An outline is a Polygon or a MultiPolygon."


def system_of(collection: Mapping[str, Any]) -> int:
    """Return the SRID that a GeoJSON file names, WGS84 where it names none.

    Raises:
        Invalid: it names another one.
    """
    if "crs" not in collection:
        return WGS84
    match collection["crs"]:
        case {"properties": {"name": str(name)}}:
            found = SYSTEM.search(name)
            if found and found[1].upper() in KNOWN_SYSTEMS:
                return KNOWN_SYSTEMS[found[1].upper()]
    raise Invalid(UNKNOWN_SYSTEM, fields={"crs": UNKNOWN_SYSTEM})


def read_boundary(value: object, srid: int = WGS84) -> MultiPolygon:
    """Return the outline that a GeoJSON geometry describes, in degrees.

    A third number of a position, the height, is dropped.

    Raises:
        Invalid: with what is wrong and where; nothing is repaired.
    """
    match value:
        case {"type": "Polygon", "coordinates": [*rings]}:
            polygons = [rings]
        case {"type": "MultiPolygon", "coordinates": [_, *_] as parts}:
            polygons = parts
        case _:
            raise Invalid(WANTED)
    _count(polygons)
    drawn = MultiPolygon([_polygon(rings, srid) for rings in polygons])
    if srid == BRITISH_NATIONAL_GRID:
        drawn = to_degrees(drawn)
    checked_outline(drawn)
    return drawn


def _count(polygons: list[Any]) -> None:
    vertices = sum(
        len(ring)
        for rings in polygons
        if isinstance(rings, list)
        for ring in rings
        if isinstance(ring, list)
    )
    if vertices > MOST_VERTICES:
        raise Invalid(f"The outline has {vertices} points; we take at most {MOST_VERTICES}.")


def _polygon(rings: object, srid: int) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise Invalid(WANTED)
    shell, *holes = (_ring(ring, srid, number) for number, ring in enumerate(rings))
    return Polygon(shell, holes)


def _ring(ring: object, srid: int, number: int) -> list[Place]:
    name = f"Hole {number}" if number else "The outline"
    if not isinstance(ring, list) or len(ring) < RING_POINTS:
        raise Invalid(f"{name} needs a list of at least {RING_POINTS} points.")
    read = _read_grid if srid == BRITISH_NATIONAL_GRID else _read_degrees
    positions = [read(at, f"{name}, point {count},") for count, at in enumerate(ring, 1)]
    if positions[0] != positions[-1]:
        raise Invalid(f"{name} is not closed: its last point must be the same as its first.")
    return positions


def _read_degrees(value: object, where: str) -> Place:
    flat = value[:2] if isinstance(value, list) and len(value) in AXES else value
    return read_position(flat, where)


def _read_grid(value: object, where: str) -> Place:
    match value:
        case [int() | float() as x, int() | float() as y, *rest] if len(rest) <= 1:
            if looks_like_grid(x, y):
                return round(float(x), DECIMALS), round(float(y), DECIMALS)
    raise Invalid(f"{where} is not a British National Grid reference.")
