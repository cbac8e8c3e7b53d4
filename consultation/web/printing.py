"""A consultation on paper: what it is about, when, how to take part, and what people said."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.comments import Sort, comment_page
from consultation.web.consultations import public_page
from consultation.web.fresh import seen
from consultation.web.rows import shown_comment
from consultation.web.shared_links import shared_link
from consultation.web.told import shown_consultation
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.caching import fresh_while

bp = Blueprint("printing", __name__, url_prefix="/consultations")

ROWS = 50


@bp.get("/<slug>/print")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show all of a consultation plainly, fifty comments at a time, the oldest first."""
    found = public_page(slug)
    after = request.args.get("after")

    def made() -> str:
        rows = comment_page(db.session(), found.id, sort=Sort.OLDEST, after=after, limit=ROWS)
        more = url_for(".page", slug=slug, after=rows.next) if rows.next else None
        return render_template(
            "consultation/printing/page.html",
            consultation=shown_consultation(found),
            share=shared_link(found),
            comments=[shown_comment(row, dict(found.topics)) for row in rows.rows],
            total=found.tally.comments,
            may_comment=found.may_comment,
            next_url=more,
            first_url=url_for(".page", slug=slug) if after else None,
        )

    return fresh_while(*seen(found.tally.version, found), make=made)
