"""Where an application is: the outline or the point that its file gives."""

from __future__ import annotations

from shapely.geometry import Point

from consultation.rules.fields import Member, refuse
from foundation.base.errors import Invalid
from geo.rules.boundaries import read_boundary
from geo.rules.coordinates import read_position
from geo.rules.shapes import Shape


def site_of(drawn: Member) -> Shape:
    """Return the checked shape of a GeoJSON feature or geometry.

    Raises:
        Invalid: with the member's path and what is wrong with the shape.
    """
    geometry = drawn.at("geometry") if drawn.at("geometry").value else drawn
    try:
        match geometry.value:
            case {"type": "Point", "coordinates": at}:
                return Shape(Point(read_position(at, "The point")))
        outline = read_boundary(geometry.value)
    except Invalid as wrong:
        refuse(geometry.path, str(wrong))
    parts = list(outline.geoms)
    return Shape(parts[0] if len(parts) == 1 else outline)
