"""Read the land that a consultation is about, from a map, a file, a text or a ward."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext as _
from shapely.geometry import Polygon, shape
from sqlalchemy.orm import Session

from consultation.web.forms.drafts import AreaForm
from foundation.accounts.queries.authorities import Council
from foundation.base.errors import Invalid
from geo.queries.wards import ward_outlines
from geo.rules.boundaries import read_boundary, system_of
from geo.rules.geojson import read_shape_text
from geo.rules.shapes import Shape


def read_area(session: Session, council: Council, form: AreaForm) -> Shape | None:
    """Return the area, or None where the consultation is about no place in particular.

    Raises:
        Invalid: under the field in which it could not be read.
        TooLarge: a drawing with far too many points.
    """
    match form.place_way.data:
        case "map":
            return _drawn(form.place.data or "")
        case "file":
            return _from_text(_sent(form))
        case "ward":
            return _ward(session, council, form.ward.data or "")
    return None


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
