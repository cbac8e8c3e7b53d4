"""A small map of where a session is, drawn from what we hold: postcodes and the land."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from consultation.queries.sessions import SessionFacts
from foundation.base.db import db
from geo.queries.postcodes import postcodes_near
from geo.rules.grid import grid_point
from geo.rules.sheet_pictures import HEIGHT, WIDTH, Name, SheetPicture, picture_of_sheet
from geo.rules.sheets import LETTERS, ROWS, Sheet

METRES = 100
"""Side of a square, so that a unit of the drawing is a metre on the ground."""

NEAR_METRES = 450
BESIDE_METRES = 40
"""The postcode of the place itself stands above the map, and would stand behind its mark."""

NO_WARDS: dict[str, Any] = {"features": []}
"""Their borders say little so near, and take a third of a second to draw."""

MOST_POSTCODES = 60
CROP = (WIDTH // 2 - 350, HEIGHT // 2 - 230, 700, 460)
"""Left, top, width and height of what is shown, the place in its middle."""


def place_map(facts: SessionFacts, area: dict[str, Any] | None) -> SheetPicture | None:
    """Return the map around a session, or None where we do not know its place."""
    if facts.lon is None or facts.lat is None:
        return None
    east, north = grid_point(facts.lon, facts.lat)
    sheet = Sheet(east - METRES * len(LETTERS) / 2, north + METRES * ROWS / 2, METRES)
    near = postcodes_near(db.session(), facts.lon, facts.lat, NEAR_METRES, MOST_POSTCODES)
    spots = ((each.postcode, each.lon, each.lat) for each in near if each.metres > BESIDE_METRES)
    picture = picture_of_sheet(sheet, NO_WARDS, area, spots)
    return replace(picture, postcodes=tuple(filter(_fits, picture.postcodes)))


def _fits(name: Name) -> bool:
    """Tell whether a postcode can be read whole, beside the scale."""
    left, top, width, height = CROP
    across, down = name.x - left, name.y - top
    return 10 < across < width - 110 and 25 < down < height - 50  # noqa: PLR2004  room for letters
