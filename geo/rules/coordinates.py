"""One position of a GeoJSON geometry: two numbers, longitude first, and nothing else."""

from __future__ import annotations

import math

from foundation.base.errors import Invalid
from geo.rules.boxes import GREAT_BRITAIN
from geo.rules.grid import Place, looks_like_grid
from geo.rules.shapes import DECIMALS

LARGEST = 1e9
"""Beyond it a number is no coordinate in any system that we know of."""


def read_position(value: object, where: str) -> Place:
    """Return longitude and latitude, rounded to 7 decimals.

    *where* is how to name the position to a person, such as ``The line, point 3,``.

    Raises:
        Invalid: not two finite numbers, or not a place in Great Britain.
    """
    if not isinstance(value, list | tuple):
        raise Invalid(f"{where} is not a pair of longitude and latitude.")
    if len(value) != 2:  # noqa: PLR2004  longitude and latitude
        raise Invalid(f"{where} has {len(value)} numbers; it needs two, longitude and latitude.")
    x, y = value
    if not (_is_number(x) and _is_number(y)):
        raise Invalid(f"{where} has something other than a plain number in it.")
    lon, lat = round(float(x), DECIMALS), round(float(y), DECIMALS)
    if not GREAT_BRITAIN.holds(lon, lat):
        raise Invalid(_why_elsewhere(lon, lat, where))
    return lon, lat


def spoken(lon: float, lat: float) -> str:
    """Return a place as a person can read and find it."""
    return f"longitude {lon:.6f}, latitude {lat:.6f}"


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST and math.isfinite(value)


def _why_elsewhere(x: float, y: float, where: str) -> str:
    if looks_like_grid(x, y):
        return (
            f"{where} ({x:g}, {y:g}) looks like a British National Grid reference. "
            "Send longitude and latitude in degrees."
        )
    if GREAT_BRITAIN.holds(y, x):
        return (
            f"{where} ({x:g}, {y:g}) is far from here; did you swap latitude and longitude? "
            "Longitude comes first."
        )
    return f"{where} ({x:g}, {y:g}) is outside Great Britain."
