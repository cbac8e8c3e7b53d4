"""Where an application is: the outline or the point that its file gives."""

from __future__ import annotations

from typing import Any

from consultation.rules.fields import Member, refuse
from foundation.base.errors import Invalid
from geo.rules.boundaries import read_boundary
from geo.rules.coordinates import read_position
from geo.rules.shapes import geojson_of


def site_of(drawn: Member) -> dict[str, Any]:
    """Return a checked GeoJSON geometry from a feature or a geometry.

    Raises:
        Invalid: with the member's path and what is wrong with the shape.
    """
    geometry = drawn.at("geometry") if drawn.at("geometry").value else drawn
    try:
        match geometry.value:
            case {"type": "Point", "coordinates": at}:
                return {"type": "Point", "coordinates": list(read_position(at, "The point"))}
        outline = read_boundary(geometry.value)
    except Invalid as wrong:
        refuse(geometry.path, str(wrong))
    parts = list(outline.geoms)
    return geojson_of(parts[0] if len(parts) == 1 else outline)
