"""Wards as paths of a drawing: flat, to scale at their latitude, and without any tile below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

WIDTH = 400
"""Units across; words of 13 units are readable where a drawing is as wide as a phone."""

Position = Sequence[float]


@dataclass(frozen=True, slots=True)
class WardShape:
    """One ward: its outline as an SVG path, and where its name goes, in units of the drawing."""

    code: str
    name: str
    path: str
    label: tuple[float, float]


@dataclass(frozen=True, slots=True)
class WardPicture:
    """A drawing of some wards, in units from its upper left corner."""

    width: int
    height: int
    shapes: tuple[WardShape, ...]


def picture_of(outlines: Mapping[str, Any]) -> WardPicture | None:
    """Return wards like those that ``ward_outlines`` returns as a drawing; None without any."""
    wards = outlines["features"]
    corners = [corner for ward in wards for ring in _rings(ward["geometry"]) for corner in ring]
    if not corners:
        return None
    west, east = min(at[0] for at in corners), max(at[0] for at in corners)
    south, north = min(at[1] for at in corners), max(at[1] for at in corners)
    narrow = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)

    def at(corner: Position) -> tuple[float, float]:
        x = (corner[0] - west) * narrow * scale
        return round(x, 1), round((north - corner[1]) * scale, 1)

    def path(geometry: Mapping[str, Any]) -> str:
        rings = (
            " ".join("{},{}".format(*at(corner)) for corner in ring) for ring in _rings(geometry)
        )
        return " ".join(f"M{ring}Z" for ring in rings)

    shapes = (
        WardShape(
            ward["properties"]["code"],
            ward["properties"]["name"],
            path(ward["geometry"]),
            at(ward["properties"]["label"]),
        )
        for ward in wards
    )
    return WardPicture(WIDTH, round((north - south) * scale), tuple(shapes))


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Position]]:
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        yield from polygon
