"""What is public of a consultation, to take away and use again."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from consultation.queries.exports import exported_comments
from consultation.rules.exports import COLUMNS
from consultation.web.consultations import public_page
from consultation.web.exports_made import collection, dictionary_of, table_of
from foundation.base.db import db
from foundation.base.snapshots import begin_snapshot
from foundation.web.access import anyone
from foundation.web.limits import limiter

bp = Blueprint("open_data", __name__, url_prefix="/consultations/<slug>/data")

OFTEN = "30 per minute"
CSV, GEOJSON = "text/csv", "application/geo+json"


@bp.get("")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Say what can be taken, what it means, and under which licence."""
    return render_template(
        "consultation/exports/data.html", consultation=public_page(slug), columns=COLUMNS.items()
    )


@bp.get("/comments.csv")
@anyone
@limiter.limit(OFTEN)
def table(slug: str) -> ResponseReturnValue:
    """Hand out every comment that everybody can read, as a table."""
    found = public_page(slug)
    begin_snapshot(db.session())
    comments = exported_comments(db.session(), found.id)
    return _file(table_of(comments), CSV, f"{slug}-comments.csv")


@bp.get("/comments.geojson")
@anyone
@limiter.limit(OFTEN)
def features(slug: str) -> ResponseReturnValue:
    """Hand out the same as GeoJSON, in degrees."""
    return _features(slug, f"{slug}-comments.geojson")


@bp.get("/comments-27700.geojson")
@anyone
@limiter.limit(OFTEN)
def features_on_grid(slug: str) -> ResponseReturnValue:
    """Hand out the same as GeoJSON, on the British National Grid."""
    return _features(slug, f"{slug}-comments-27700.geojson", grid=True)


@bp.get("/dictionary.csv")
@anyone
def dictionary(slug: str) -> ResponseReturnValue:
    """Say what each column means."""
    public_page(slug)
    return _file(dictionary_of(COLUMNS), CSV, f"{slug}-dictionary.csv")


def _features(slug: str, name: str, *, grid: bool = False) -> Response:
    found = public_page(slug)
    begin_snapshot(db.session())
    comments = exported_comments(db.session(), found.id)
    return _file(json.dumps(collection(comments, grid=grid), ensure_ascii=False), GEOJSON, name)


def _file(text: str, kind: str, name: str) -> Response:
    answer = Response(text, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
