"""One position of a GeoJSON geometry: two numbers, longitude first, and nothing else."""

from __future__ import annotations

import math

from foundation.base.errors import Invalid
from foundation.base.words import say
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
        raise Invalid(say("{where} is not a pair of longitude and latitude.", where=where))
    if len(value) != 2:  # noqa: PLR2004  longitude and latitude
        raise Invalid(
            say(
                "{where} has {count} numbers; it needs two, longitude and latitude.",
                where=where,
                count=len(value),
            )
        )
    x, y = value
    if not (_is_number(x) and _is_number(y)):
        raise Invalid(say("{where} has something other than a plain number in it.", where=where))
    lon, lat = round(float(x), DECIMALS), round(float(y), DECIMALS)
    if not GREAT_BRITAIN.holds(lon, lat):
        raise Invalid(_why_elsewhere(lon, lat, where))
    return lon, lat


def spoken(lon: float, lat: float) -> str:
    """Return a place as a person can read and find it."""
    return say("longitude {lon}, latitude {lat}", lon=f"{lon:.6f}", lat=f"{lat:.6f}")


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST and math.isfinite(value)


def _why_elsewhere(x: float, y: float, where: str) -> str:
    at = f"({x:g}, {y:g})"
    if looks_like_grid(x, y):
        return say(
            "{where} {at} looks like a British National Grid reference. "
            "Send longitude and latitude in degrees.",
            where=where,
            at=at,
        )
    if GREAT_BRITAIN.holds(y, x):
        return say(
            "{where} {at} is far from here; did you swap latitude and longitude? "
            "Longitude comes first.",
            where=where,
            at=at,
        )
    return say("{where} {at} is outside Great Britain.", where=where, at=at)
