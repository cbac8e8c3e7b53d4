"""A box on the map: what a page asks for as ``bbox=west,south,east,north``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shapely.geometry import Polygon, box

from foundation.base.errors import Malformed

LONGEST_NUMBER = 24
NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d*)?", re.ASCII)
WANTED = "bbox is west,south,east,north in degrees, as in bbox=-1.92,52.46,-1.84,52.50."


@dataclass(frozen=True, slots=True)
class Box:
    """Four sides in degrees; west is less than east, south less than north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a place lies inside or on the edge."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def drawn(self) -> Polygon:
        """The box as a polygon."""
        return box(self.west, self.south, self.east, self.north)


EARTH = Box(-180, -90, 180, 90)
GREAT_BRITAIN = Box(-9.5, 49.0, 2.5, 61.5)
"""Where the British National Grid means something, with some sea around it."""


def read_box(text: str) -> Box:
    """Read a ``bbox`` from an address.

    Raises:
        Malformed: it is not four degrees in the right order.
    """
    parts = text.split(",", 4)
    if len(parts) != 4 or not all(_is_number(part) for part in parts):  # noqa: PLR2004  four sides
        raise Malformed(WANTED, fields={"bbox": WANTED})
    west, south, east, north = (round(float(part), 7) for part in parts)
    found = Box(west, south, east, north)
    in_order = west < east and south < north
    if not (in_order and EARTH.holds(west, south) and EARTH.holds(east, north)):
        raise Malformed(WANTED, fields={"bbox": WANTED})
    return found


def _is_number(part: str) -> bool:
    return len(part) <= LONGEST_NUMBER and NUMBER.fullmatch(part.strip()) is not None
