"""What a person may send as a place, and how we say what is wrong with it.

Source: RFC 7946, cut down to Point, LineString and Polygon. Every level is checked by hand before
Shapely sees it: deep nesting would end the process, and repairing a bad outline can take minutes,
so nothing is ever repaired.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import NoReturn

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from foundation.base.errors import Invalid, TooLarge
from foundation.base.words import say
from geo.rules.coordinates import read_position, spoken
from geo.rules.grid import Place
from geo.rules.shapes import Shape

MOST_VERTICES = 500
LONGEST_TEXT = 100_000
RING_POINTS = 4

WANTED = say(
    "Send the place as GeoJSON, a Point, LineString or Polygon, as in {example}.",
    example='{"type": "Point", "coordinates": [-1.844, 52.4775]}',
)
NOT_WKT = say("This looks like WKT or WKB. {wanted}", wanted=WANTED)
NO_CRS = say('Leave out "crs": places are longitude and latitude (WGS84), longitude first.')
WRITTEN_SHAPE = re.compile(
    r"\s*(SRID=|POINT|LINESTRING|POLYGON|MULTI|GEOMETRY|[0-9A-F]{10})", re.IGNORECASE
)
REASON = re.compile(r"(?P<what>[^\[]+)\[(?P<x>\S+) (?P<y>\S+)\]")
REASONS = {
    "Self-intersection": say("The outline crosses or touches itself"),
    "Ring Self-intersection": say("The outline touches itself"),
    "Hole lies outside shell": say("A hole lies outside the outline"),
    "Holes are nested": say("One hole lies inside another"),
    "Interior is disconnected": say("Holes cut the area into pieces"),
    "Duplicate Rings": say("The same ring is there twice"),
    "Nested shells": say("One part lies inside another"),
}


def read_shape(value: object, field: str = "place") -> Shape:
    """Return the place that parsed JSON describes; more than 7 decimals are rounded.

    Raises:
        Invalid: with one sentence under *field* that says what is wrong, and where.
    """
    try:
        return Shape(_checked(_geometry(value)))
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={field: wrong.sentence}) from None


def read_shape_text(text: str, field: str = "place") -> Shape:
    """Return the place that a form's hidden field describes as JSON text.

    Raises:
        TooLarge: more text than 500 positions can need.
        Invalid: as ``read_shape``.
    """
    if len(text) > LONGEST_TEXT:
        too_large = say("This shape has too many points. Draw it more simply.")
        raise TooLarge(too_large, fields={field: too_large})
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = text
    return read_shape(value, field)


def checked_outline(outline: BaseGeometry) -> BaseGeometry:
    """Return *outline* if its rings are in order.

    Raises:
        Invalid: with the reason and the place of the first fault.
    """
    if not shapely.is_valid(outline):
        raise Invalid(_fault(shapely.is_valid_reason(outline)))
    if not outline.area > 0:
        raise Invalid(say("The outline has no area."))
    return outline


def _geometry(value: object) -> BaseGeometry:
    if isinstance(value, str):
        raise Invalid(NOT_WKT if WRITTEN_SHAPE.match(value) else WANTED)
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise Invalid(WANTED)
    if "crs" in value:
        raise Invalid(NO_CRS)
    match value["type"], value.get("coordinates"):
        case "Point", at:
            return Point(read_position(at, say("The point")))
        case "LineString", path:
            _count([path])
            return LineString(_path(path, say("The line"), at_least=2))
        case "Polygon", [_, *_] as rings:
            _count(rings)
            shell, *holes = (
                _ring(ring, say("Hole {number}", number=number) if number else say("The outline"))
                for number, ring in enumerate(rings)
            )
            return Polygon(shell, holes)
    raise Invalid(WANTED)


def _count(paths: list[object] | tuple[object, ...]) -> None:
    vertices = sum(len(path) for path in paths if isinstance(path, list | tuple))
    if vertices > MOST_VERTICES or len(paths) > MOST_VERTICES:
        raise Invalid(
            say(
                "A place has at most {most} points; this one has {count}. Draw it more simply.",
                most=MOST_VERTICES,
                count=vertices,
            )
        )


def _ring(value: object, name: str) -> list[Place]:
    positions = _path(value, name, at_least=RING_POINTS)
    if positions[0] != positions[-1]:
        raise Invalid(
            say(
                "{name} is not closed: its last point must be the same as its first, {at}.",
                name=name,
                at=spoken(*positions[0]),
            )
        )
    return positions


def _path(value: object, name: str, *, at_least: int) -> list[Place]:
    if not isinstance(value, list | tuple) or len(value) < at_least:
        raise Invalid(
            say("{name} needs a list of at least {least} points.", name=name, least=at_least)
        )
    positions = [
        read_position(at, say("{name}, point {number},", name=name, number=number))
        for number, at in enumerate(value, 1)
    ]
    for number, (one, next_one) in enumerate(pairwise(positions), 1):
        if one == next_one:
            raise Invalid(
                say(
                    "{name}, points {one} and {other}, are the same place ({at}). Leave one out.",
                    name=name,
                    one=number,
                    other=number + 1,
                    at=spoken(*one),
                )
            )
    return positions


def _checked(geometry: BaseGeometry) -> BaseGeometry:
    return checked_outline(geometry) if isinstance(geometry, Polygon) else geometry


def _fault(reason: str) -> str:
    found = REASON.match(reason)
    if not found:
        return say("This is not a valid outline: {reason}.", reason=reason)
    what = REASONS.get(found["what"]) or say(
        "This is not a valid outline ({reason})", reason=found["what"]
    )
    return say("{what} near {at}.", what=what, at=spoken(float(found["x"]), float(found["y"])))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
