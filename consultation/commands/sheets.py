"""Fix the grid of a consultation's printed map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shapely.geometry import box, shape
from shapely.ops import unary_union

from consultation.models.sheets import MapSheet
from foundation.base.errors import Conflict
from foundation.base.words import say
from foundation.base.work import Work
from geo.queries.wards import ward_outlines
from geo.rules.grid import to_grid
from geo.rules.sheets import sheet_around

AROUND = 0.5
"""Land to each side of what it is about, as a share of its size: people place things beside it."""

LEAST_METRES = 150


def keep_sheet(work: Work, consultation_id: UUID, area: dict[str, Any] | None) -> None:
    """Fix the grid where a map is printed for the first time; afterwards it stays.

    Forms with squares of it lie in libraries by then, whatever becomes of the area.

    Raises:
        Conflict: there is no area, and the council has no wards either.
    """
    if work.session.get(MapSheet, consultation_id) is not None:
        return
    if area:
        land = to_grid(shape(area))
        west, south, east, north = land.bounds
        more = max(LEAST_METRES, AROUND * max(east - west, north - south))
        west, south, east, north = land.buffer(more).bounds
    else:
        wards = ward_outlines(work.session, work.actor.authority_id)["features"]
        if not wards:
            raise Conflict(say("Give the consultation an area first: there is nothing to draw."))
        whole = unary_union([box(*shape(ward["geometry"]).bounds) for ward in wards])
        west, south, east, north = to_grid(whole).bounds
    sheet = sheet_around(west, south, east, north)
    work.session.add(
        MapSheet(
            consultation_id=consultation_id,
            west=sheet.west,
            north=sheet.north,
            metres=sheet.metres,
            made_at=work.now,
        )
    )
    work.session.flush()
