"""What maps are drawn on: ward outlines, and a city's own vector file where there is one."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, jsonify, send_file
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from geo.queries.wards import ward_outlines, wards_version

bp = Blueprint("places", __name__)

MINUTE, DAY = 60, 24 * 3600


@bp.get("/places/wards.json")
@anyone
def wards() -> ResponseReturnValue:
    """Answer with this council's ward outlines; they may be kept for a minute by anybody."""
    council_id = current_council().id
    response = fresh_while(
        council_id,
        wards_version(db.session(), council_id),
        make=lambda: jsonify(ward_outlines(db.session(), council_id)),
    )
    response.headers["Cache-Control"] = f"public, max-age={MINUTE}"
    return response


@bp.get("/basemap.pmtiles")
@anyone
def basemap_file() -> ResponseReturnValue:
    """Answer with the parts of the city's PMTiles file that a map asks for by ``Range``."""
    path: Path | None = current_app.extensions["settings"].basemap_pmtiles
    if path is None or not path.is_file():
        raise NotFound("There is no basemap file here.")
    return send_file(path, "application/vnd.pmtiles", conditional=True, max_age=DAY)
