"""Where the outline of a place lies on a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Any

Spot = tuple[float, float]
SMALLEST = 1e-9


def rings(geometry: dict[str, Any]) -> list[list[Spot]]:
    """Return the lines of a GeoJSON Point, LineString, Polygon or a collection of one kind."""
    return list(_lines(geometry["coordinates"]))


def fitted(lines: Sequence[Sequence[Spot]], box: tuple[int, int, int, int]) -> list[list[Spot]]:
    """Return *lines* of degrees as spots in *box* (left, top, right, bottom), north up.

    A degree of longitude is drawn as short as it is there, so that shapes keep their form.
    """
    spots = [spot for line in lines for spot in line]
    west, east = min(lon for lon, _lat in spots), max(lon for lon, _lat in spots)
    south, north = min(lat for _lon, lat in spots), max(lat for _lon, lat in spots)
    shrunk = cos(radians((south + north) / 2))
    left, top, right, bottom = box
    scale = min(
        (right - left) / max((east - west) * shrunk, SMALLEST),
        (bottom - top) / max(north - south, SMALLEST),
    )
    if scale >= 1 / SMALLEST:
        scale = 0.0
    across, down = (left + right) / 2, (top + bottom) / 2
    return [
        [
            (
                across + (lon - (west + east) / 2) * shrunk * scale,
                down - (lat - (south + north) / 2) * scale,
            )
            for lon, lat in line
        ]
        for line in lines
    ]


def _lines(coordinates: Sequence[Any]) -> Iterable[list[Spot]]:
    if not isinstance(coordinates[0], Sequence):
        yield [(coordinates[0], coordinates[1])]
    elif not isinstance(coordinates[0][0], Sequence):
        yield [(spot[0], spot[1]) for spot in coordinates]
    else:
        for part in coordinates:
            yield from _lines(part)
