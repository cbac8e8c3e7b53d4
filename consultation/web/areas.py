"""Read the land that a consultation is about: a map, a file, a ward, or around a postcode."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext as _
from shapely import unary_union
from shapely.geometry import Point, Polygon, shape
from sqlalchemy.orm import Session

from consultation.web.forms.drafts import AreaForm
from foundation.accounts.queries.authorities import Council
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from geo.queries.postcodes import postcode_place
from geo.queries.wards import ward_outlines
from geo.rules.boundaries import read_boundary, system_of
from geo.rules.geojson import read_shape_text
from geo.rules.grid import grid_point, to_degrees
from geo.rules.shapes import Shape

FIELDS = {"map": "place", "file": "text", "postcode": "postcode"}
"""Way to give an area → the field at which it is said what is wrong with it."""

LEAST, MOST = 50, 5_000
"""Metres around a postcode."""

QUARTER = 16
EDGE = 0.002
"""Degrees, about 200 metres: outlines of wards are drawn simplified."""


def read_area(session: Session, council: Council, form: AreaForm) -> Shape | None:
    """Return the area, or None where the consultation is about no place in particular.

    Raises:
        Invalid: under the field in which it could not be read.
        TooLarge: a drawing with far too many points.
    """
    way = form.place_way.data
    match way:
        case "map":
            land = _drawn(form.place.data or "")
        case "file":
            land = _from_text(_sent(form))
        case "ward":
            return _ward(session, council, form.ward.data or "")
        case "postcode":
            land = _around(session, form)
        case _:
            return None
    _refuse_elsewhere(session, council, land, FIELDS[way])
    return land


def _around(session: Session, form: AreaForm) -> Shape:
    """Return the circle around a postcode, drawn in metres."""
    typed = form.postcode.data or ""
    found = postcode_place(session, typed)
    if found is None:
        raise _about(
            "postcode", _("We do not know this postcode. Check it, or choose another way.")
        )
    typed = (form.metres.data or "").strip().removesuffix("m").strip().replace(",", "")
    metres = whole_number(typed, 6)
    if metres is None or not LEAST <= metres <= MOST:
        raise _about(
            "metres",
            _("Enter a whole number of metres from %(least)s to %(most)s.", least=LEAST, most=MOST),
        )
    circle = Point(*grid_point(found.lon, found.lat)).buffer(metres, quad_segs=QUARTER)
    return Shape(to_degrees(circle))


def _refuse_elsewhere(session: Session, council: Council, land: Shape, field: str) -> None:
    """Refuse land that lies outside the council's wards, where any are known."""
    wards = [shape(ward["geometry"]) for ward in ward_outlines(session, council.id)["features"]]
    if wards and not unary_union(wards).buffer(EDGE).covers(land.geometry):
        raise _about(
            field,
            _(
                "Some of this area is outside %(council)s. Choose land inside it.",
                council=council.name,
            ),
        )


def _drawn(text: str) -> Shape:
    if not text.strip():
        raise _about("place", _("Mark at least three corners on the map, or choose another way."))
    drawn = read_shape_text(text)
    if not isinstance(drawn.geometry, Polygon):
        raise _about("place", _("An area needs at least three corners. Add more points."))
    return drawn


def _sent(form: AreaForm) -> str:
    if form.file.data:
        content: bytes = form.file.data.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise _about("file", _("This file is not GeoJSON in UTF-8.")) from None
    text: str = form.text.data or ""
    if not text.strip():
        raise _about("text", _("Choose a file or paste GeoJSON."))
    return text


def _from_text(text: str) -> Shape:
    try:
        value = json.loads(text)
        return Shape(read_boundary(_geometry(value), system_of(value)))
    except (ValueError, RecursionError, AttributeError):
        raise _about("text", _("This is not GeoJSON of one Polygon or MultiPolygon.")) from None
    except Invalid as wrong:
        raise _about("text", str(wrong)) from None


def _geometry(value: Any) -> object:  # noqa: ANN401  parsed JSON
    """Return the one geometry inside a feature or a collection of one feature.

    Raises:
        Invalid: the collection has more features than one, or none.
    """
    match value:
        case {"type": "FeatureCollection", "features": [{"geometry": geometry}]}:
            return geometry
        case {"type": "FeatureCollection"}:
            raise Invalid(_("The file must have exactly one feature."))
        case {"type": "Feature", "geometry": geometry}:
            return geometry
        case dict():
            return value
    raise Invalid(_("This is not GeoJSON of one Polygon or MultiPolygon."))


def _ward(session: Session, council: Council, code: str) -> Shape:
    for ward in ward_outlines(session, council.id)["features"]:
        if ward["properties"]["code"] == code:
            return Shape(shape(ward["geometry"]))
    raise _about("ward", _("Choose a ward from the list."))


def _about(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: sentence})
