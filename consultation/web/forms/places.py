"""The place that somebody gives in one of four equal ways, and whether it is far away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from shapely.geometry import Point, shape
from sqlalchemy.orm import Session

from consultation.rules.comments import LONGEST_PLACE_WORDS, Place, PlaceWay
from consultation.rules.unsent import GivenPlace
from consultation.web.cards import METRES_IN_A_MILE
from foundation.base.errors import Invalid
from geo.queries.postcodes import postcode_place
from geo.rules.geojson import read_shape_text
from geo.rules.postcodes import canonical
from geo.rules.shapes import Shape, distance_metres

ASK_BEYOND_METRES = METRES_IN_A_MILE
"""A place farther from what is proposed is asked about once more, and never refused."""


def read_place(session: Session, given: GivenPlace, area: dict[str, Any] | None) -> Place:
    """Return the place that somebody has given.

    Raises:
        Invalid: under the field in which it could not be read, or under ``far_is_right`` where
            it is far away and nobody has said yet that it is meant.
        TooLarge: a drawing with far too many points.
    """
    way = PlaceWay(given.way or PlaceWay.WHOLE)
    match way:
        case PlaceWay.MAP:
            place = Place(way, shape=_drawn(given.drawn))
        case PlaceWay.POSTCODE:
            place = _at_postcode(session, given.postcode)
        case PlaceWay.WORDS:
            place = Place(way, words=_words(given.words))
        case PlaceWay.WHOLE:
            place = Place(way)
    miles = _miles(place, area)
    if miles is None:
        return place
    if not given.far_is_right:
        far = ngettext(
            "This is %(num)s mile away. Is that right?",
            "This is %(num)s miles away. Is that right?",
            miles,
        )
        raise _about("far_is_right", far)
    return replace(place, far_is_right=True)


def _drawn(text: str) -> Shape:
    if not text.strip():
        raise _about(
            "place",
            _("Move the map and press “Use this spot”, or choose another way to say where."),
        )
    return read_shape_text(text)


def _at_postcode(session: Session, typed: str) -> Place:
    postcode = canonical(typed)
    if postcode is None:
        raise _about("postcode", _("Enter a full postcode, for example B9 5AA."))
    found = postcode_place(session, postcode)
    if found is None:
        raise _about(
            "postcode",
            _("We do not know this postcode. Check it, or choose another way to say where."),
        )
    spot = Shape(Point(found.lon, found.lat))
    return Place(PlaceWay.POSTCODE, shape=spot, postcode=found.postcode)


def _words(typed: str) -> str:
    if not typed.strip():
        raise _about("place_words", _("Say where it is, or choose another way to say where."))
    if len(typed) > LONGEST_PLACE_WORDS:
        most = LONGEST_PLACE_WORDS
        raise _about(
            "place_words", _("Describe the place in at most %(most)s characters.", most=most)
        )
    return typed


def _miles(place: Place, area: dict[str, Any] | None) -> int | None:
    if area is None or not isinstance(place.shape, Shape):
        return None
    metres = distance_metres(place.shape, Shape(shape(area)))
    return round(metres / METRES_IN_A_MILE) if metres > ASK_BEYOND_METRES else None


def _about(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: sentence})
