"""A place that somebody has marked: a point, a line or an area."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import shapely
from shapely.geometry import LineString, mapping
from shapely.geometry.base import BaseGeometry

from geo.rules.grid import degrees, grid_point, to_grid

DECIMALS = 7
"""Of a degree: about a centimetre, finer than anybody can point."""

SQUARE_METRES_IN_A_HECTARE = 10_000
PIN_GRID_METRES = 50


class Kind(StrEnum):
    """What a place is drawn as."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


KINDS = {
    "Point": Kind.POINT,
    "LineString": Kind.LINE,
    "Polygon": Kind.AREA,
    "MultiPolygon": Kind.AREA,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A valid geometry in longitude and latitude."""

    geometry: BaseGeometry

    @property
    def kind(self) -> Kind:
        """Point, line or area."""
        return KINDS[self.geometry.geom_type]

    @property
    def grid(self) -> BaseGeometry:
        """The same geometry in metres, for the column in which metres are asked."""
        return to_grid(self.geometry)

    @property
    def label(self) -> tuple[float, float]:
        """Longitude and latitude at which to write about it: on the line, inside the area."""
        if isinstance(self.geometry, LineString):
            spot = self.geometry.interpolate(0.5, normalized=True)
        else:
            spot = self.geometry.representative_point()
        return round(spot.x, DECIMALS), round(spot.y, DECIMALS)

    @property
    def hectares(self) -> float:
        """Area; nothing for a point or a line."""
        return float(self.grid.area) / SQUARE_METRES_IN_A_HECTARE

    def as_geojson(self, decimals: int = DECIMALS) -> dict[str, Any]:
        """Return the geometry as GeoJSON, rounded for drawing or exchange."""
        return geojson_of(self.geometry, decimals)


def geojson_of(geometry: BaseGeometry, decimals: int = DECIMALS) -> dict[str, Any]:
    """Return any geometry as GeoJSON with that many decimals."""
    return mapping(shapely.transform(geometry, lambda at: at.round(decimals)))


def distance_metres(shape: Shape, area: Shape) -> float:
    """Return how far *shape* lies from *area*; 0 where they touch."""
    return float(shape.grid.distance(area.grid))


def snapped(lon: float, lat: float, metres: int = PIN_GRID_METRES) -> tuple[float, float]:
    """Return the middle of the grid square around a place, so that it names no one's door."""
    middle = (math.floor(number / metres) * metres + metres / 2 for number in grid_point(lon, lat))
    lon, lat = degrees(*middle)
    return round(lon, DECIMALS), round(lat, DECIMALS)
