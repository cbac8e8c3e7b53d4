"""The squares into which a web map is cut, and whole numbers for places in them.

A place is two whole numbers of 30 bits, counted from the north-west corner of the Web Mercator
square: 2.3 cm in Birmingham. Their leading bits are the numbers of the tile, at any zoom.

Source: OGC 17-083r4, tile matrix set WebMercatorQuad; Mapbox Vector Tile Specification 2.1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

BITS = 30
EXTENT_BITS = 12
EXTENT = 1 << EXTENT_BITS
"""Steps along the side of a vector tile."""

DEEPEST = BITS - EXTENT_BITS
"""The closest zoom, at which a step of a place is a step of its tile."""

FARTHEST_NORTH = 85.05
"""Degrees of latitude; the square ends a little later."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the map; rows count from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether the map has such a square."""
        if not 0 <= self.z <= DEEPEST:
            return False
        return 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    @property
    def corner(self) -> tuple[int, int]:
        """The north-west corner as a place."""
        return self.x << self.shift, self.y << self.shift

    @property
    def last(self) -> tuple[int, int]:
        """The last place to the south-east that lies inside."""
        return ((self.x + 1) << self.shift) - 1, ((self.y + 1) << self.shift) - 1

    @property
    def shift(self) -> int:
        """By how many bits a place is finer than the number of a tile."""
        return BITS - self.z

    @property
    def step_shift(self) -> int:
        """By how many bits a place is finer than a step of this tile."""
        return self.shift - EXTENT_BITS


def place_of(lon: float, lat: float) -> tuple[int, int]:
    """Return longitude and latitude in degrees as two whole numbers."""
    north = math.radians(max(-FARTHEST_NORTH, min(FARTHEST_NORTH, lat)))
    east = (lon + 180) / 360
    south = 0.5 - math.log(math.tan(math.pi / 4 + north / 2)) / (2 * math.pi)
    most = (1 << BITS) - 1
    return min(int(east * (1 << BITS)), most), min(int(south * (1 << BITS)), most)


def degrees_of(x: float, y: float) -> tuple[float, float]:
    """Return longitude and latitude of a place."""
    world = 1 << BITS
    north = math.pi * (1 - 2 * y / world)
    return x / world * 360 - 180, math.degrees(math.atan(math.sinh(north)))
