"""A printed map with a grid of lettered squares, so that a square written on paper is a place.

A square is a place with a known uncertainty: whoever wrote it meant some spot in it, at most half
its diagonal from the middle. Letters run east and numbers south, as on a street atlas; I and O are
left out, for they are read as numbers.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from foundation.base.errors import Invalid
from foundation.base.words import say
from geo.rules.grid import degrees

LETTERS = "ABCDEFGHJKLMNPQRSTUV"
ROWS = 14
"""Twenty by fourteen squares have the shape of a sheet of paper on its side."""

SIZES = (10, 20, 25, 50, 100, 200, 250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000)
"""Sides of a square in metres that can be read off a map."""

_TYPED = re.compile(r"([A-Za-z])\s*(\d{1,2})|(\d{1,2})\s*([A-Za-z])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid on the land: its north-western corner in metres, and the side of a square."""

    west: float
    north: float
    metres: int

    @property
    def width(self) -> int:
        """How many metres it reaches from west to east."""
        return self.metres * len(LETTERS)

    @property
    def height(self) -> int:
        """How many metres it reaches from north to south."""
        return self.metres * ROWS

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north in metres."""
        return self.west, self.north - self.height, self.west + self.width, self.north


@dataclass(frozen=True, slots=True)
class Square:
    """One square: its name, its middle in degrees, and how far off the meant spot can be."""

    name: str
    lon: float
    lat: float
    within_metres: int


def sheet_around(west: float, south: float, east: float, north: float) -> Sheet:
    """Return the smallest sheet that holds a box in metres, with a margin of one square.

    Its lines stand at whole multiples of a square, so that the same land has the same lines.
    """
    for metres in SIZES:
        left = math.floor(west / metres) * metres
        top = math.ceil(north / metres) * metres
        wide = math.ceil(east / metres) - left // metres
        high = top // metres - math.floor(south / metres)
        if wide <= len(LETTERS) - 2 and high <= ROWS - 2:
            break
    spare_wide, spare_high = len(LETTERS) - wide, ROWS - high
    return Sheet(
        left - max(0, spare_wide) // 2 * metres, top + max(0, spare_high) // 2 * metres, metres
    )


def square_at(sheet: Sheet, typed: str) -> Square:
    """Return the square that somebody wrote, such as ``K14``, ``k 14`` or ``14 K``.

    Raises:
        Invalid: there is no such square on this sheet.
    """
    found = _TYPED.fullmatch(typed.strip())
    letter = ((found[1] or found[4]) if found else "").upper()
    number = int((found[2] or found[3]) if found else 0)
    if letter not in LETTERS or not letter or not 1 <= number <= ROWS:
        last = f"{LETTERS[-1]}{ROWS}"
        raise Invalid(
            say("The squares of this map go from A1 to {last}, without I and O.", last=last)
        )
    east = sheet.west + (LETTERS.index(letter) + 0.5) * sheet.metres
    lon, lat = degrees(east, sheet.north - (number - 0.5) * sheet.metres)
    within = math.ceil(sheet.metres * math.sqrt(2) / 2)
    return Square(f"{letter}{number}", round(lon, 7), round(lat, 7), within)
