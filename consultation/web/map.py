"""What the map of a consultation draws: references, places and marks, no text of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from shapely.geometry import shape

from consultation.queries.consultations import ConsultationPage
from consultation.queries.map import EVERYTHING, shapes_pinned
from consultation.queries.map import points as map_points
from consultation.queries.tiles import Bounds, Pinned, pinned
from consultation.rules.map import ENOUGH
from consultation.web.consultations import public_consultation, public_page
from consultation.web.filters import read_asked
from consultation.web.fresh import seen
from consultation.web.labels import TOPICS
from consultation.web.rows import topic_words
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from geo.queries.wards import WardFacts

bp = Blueprint("map", __name__, url_prefix="/consultations")

BRITAIN = (-8.7, 49.8, 1.8, 60.9)
"""What a map shows where nothing else says where to look."""


@bp.get("/<slug>/map.json")
@anyone
def points(slug: str) -> ResponseReturnValue:
    """Answer with the places of the comments that match the filters of the page."""
    named = public_consultation(slug)
    return fresh_while(*seen(named.version, named), make=lambda: jsonify(_drawn(public_page(slug))))


@bp.get("/<slug>/site.json")
@anyone
def site(slug: str) -> ResponseReturnValue:
    """Answer with the outline of what the consultation is about, as GeoJSON."""
    named = public_consultation(slug)
    return fresh_while(
        *seen(named.version, named),
        make=lambda: jsonify(named.area or {"type": "FeatureCollection", "features": []}),
    )


def bounds_of(area: dict[str, Any] | None) -> tuple[float, float, float, float]:
    """Return west, south, east and north of an outline, or of the whole country."""
    if area is None:
        return BRITAIN
    west, south, east, north = shape(area).bounds
    return west, south, east, north


def around_wards(wards: Sequence[WardFacts]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of where a council's wards are."""
    if not wards:
        return BRITAIN
    lons, lats = zip(*(ward.label for ward in wards), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _drawn(page: ConsultationPage) -> dict[str, Any]:
    own = dict(page.topics)
    filters = read_asked(request.args, own).filters
    all_of_it = pinned(db.session(), page.id) if filters == EVERYTHING else None
    if all_of_it and all_of_it.pins > ENOUGH:
        return _in_tiles(page, all_of_it)
    drawn = map_points(db.session(), page.id, filters)
    return {
        "points": [[*point[:4], _topic(point[4], own)] for point in drawn.points],
        "shapes": drawn.shapes,
        **_frame(page, drawn.bounds),
    }


def _in_tiles(page: ConsultationPage, all_of_it: Pinned) -> dict[str, Any]:
    """Say where the squares are read, how many comments they hold, and what topics are called."""
    where = url_for("tiles.tile", slug=page.slug, z=0, x=0, y=0).replace("/0/0/0.", "/{z}/{x}/{y}.")
    common = {topic.value: str(words) for topic, words in TOPICS.items()}
    return {
        "points": [],
        "tiles": {"url": where, "pins": all_of_it.pins, "topics": {**common, **dict(page.topics)}},
        "shapes": shapes_pinned(db.session(), page.id),
        **_frame(page, all_of_it.bounds),
    }


def _frame(page: ConsultationPage, bounds: Bounds | None) -> dict[str, Any]:
    boxes = [box for box in (bounds, _bounds(page)) if box]
    return {
        "version": page.tally.version,
        "site": page.area_geojson,
        "bounds": _around(boxes) if boxes else BRITAIN,
    }


def _topic(code: object, own: dict[str, str]) -> str | None:
    return topic_words(str(code), own) if code else None


def _bounds(page: ConsultationPage) -> tuple[float, float, float, float] | None:
    return bounds_of(page.area_geojson) if page.area_geojson else None


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, ...]:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
