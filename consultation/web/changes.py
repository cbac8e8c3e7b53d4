"""What came of what people said: the council's record, whatever it says."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.changes import what_came
from consultation.web.consultations import public_consultation
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now

bp = Blueprint("changes", __name__)


@bp.get("/what-changed")
@anyone
def what_changed() -> ResponseReturnValue:
    """List answered and closed comments with what came of them."""
    after, slug = request.args.get("after"), request.args.get("consultation")
    about = public_consultation(slug) if slug else None
    within = about.id if about else None
    rows = what_came(db.session(), current_council().id, now(), within=within, after=after)
    page = render_template(
        "consultation/changes/list.html",
        rows=rows.rows,
        next_url=url_for(".what_changed", consultation=slug, after=rows.next)
        if rows.next
        else None,
        about=about,
        first_url=url_for(".what_changed", consultation=slug) if after else None,
    )
    return Response(page, headers={"Cache-Control": "no-cache"})
