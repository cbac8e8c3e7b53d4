"""The map of a large consultation, one square at a time, the same for everybody."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from consultation.queries.tiles import tile_of
from consultation.web.consultations import public_consultation
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.access import anyone
from foundation.web.caching import for_a_moment, fresh_while
from foundation.web.limits import limiter
from geo.rules.tiles import Tile

bp = Blueprint("tiles", __name__, url_prefix="/consultations")

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
SHAPE = 1
"""Counts up when tiles of the same comments are made otherwise."""


@bp.get("/<slug>/tiles/<int:z>/<int:x>/<int:y>.mvt")
@anyone
@limiter.limit("6000 per minute")
def tile(slug: str, z: int, x: int, y: int) -> ResponseReturnValue:
    """Answer with what everybody may see in one square of the map, as a vector tile."""
    square = Tile(z, x, y)
    if not square.exists:
        raise NotFound("The map has no such square.")
    named = public_consultation(slug)
    answer = fresh_while(
        *(SHAPE, named.id, named.version, square),
        make=lambda: Response(tile_of(db.session(), named.id, square), mimetype=MEDIA_TYPE),
        vary=(),
    )
    return for_a_moment(answer)
