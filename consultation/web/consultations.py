"""The page of a consultation."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import ConsultationPage, consultation_page
from consultation.queries.named import NamedConsultation, consultation_named
from consultation.queries.orders import Sort
from consultation.web.filters import NAMES
from consultation.web.fresh import seen
from consultation.web.my_place import my_place
from consultation.web.told import comments_part, page_parts, status_part
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Malformed, NotFound
from foundation.base.numbers import whole_number
from foundation.web.access import anyone
from foundation.web.caching import fresh_while, page_while
from foundation.web.current import now

bp = Blueprint("consultations", __name__, url_prefix="/consultations")

LONGEST_VERSION = 18
PARTS = {"comments": comments_part, "status": status_part}
"""Name of a part of the page → what shows it alone, for who has the rest already."""


@bp.get("/<slug>")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show one consultation, or only the part of it that was asked for."""
    part = request.args.get("part", "")
    if part and part not in PARTS:
        raise Malformed("This page has no such part.")
    nearest = request.args.get("sort") == Sort.NEAREST
    if nearest and not part and my_place() is None:
        return redirect(url_for("nearest.choose", slug=slug, **_filters()))
    # Who has the page, or may get a kept one, asks only whether it has changed.
    whole: ConsultationPage | None = None
    if request.if_none_match or not request.cookies:
        named = public_consultation(slug)
        state = seen(named.version, named)
    else:
        whole = public_page(slug)
        state = seen(whole.tally.version, whole)

    def made() -> ResponseReturnValue:
        shown = whole or public_page(slug)
        if part:
            return PARTS[part](shown)
        return render_template("consultation/consultations/page.html", **page_parts(shown))

    return page_while(*state, my_place() if nearest else None, make=made)


def _filters() -> dict[str, Any]:
    return {name: request.args[name] for name in NAMES if name in request.args}


@bp.get("/<slug>/news")
@anyone
def news(slug: str) -> ResponseReturnValue:
    """Say how far the consultation has moved on since the version that a page shows."""
    named = public_consultation(slug)
    since = whole_number(request.args.get("since", str(named.version)), LONGEST_VERSION)
    if since is None:
        raise Malformed("since is a whole number: the version that you have.")
    new = max(0, named.version - since)
    return fresh_while(
        *seen(named.version, named),
        make=lambda: jsonify(version=named.version, new=new),
    )


def public_page(slug: str) -> ConsultationPage:
    """Return all that the page of a consultation says.

    Raises:
        NotFound: there is none of that name that the public may read.
    """
    found = consultation_page(db.session(), current_council().id, slug, now())
    if found is None:
        raise NotFound("There is no such consultation.")
    return found


def public_consultation(slug: str) -> NamedConsultation:
    """Return what a form has to know of a consultation.

    Raises:
        NotFound: there is none of that name that the public may read.
    """
    found = consultation_named(db.session(), current_council().id, slug, now())
    if found is None:
        raise NotFound("There is no such consultation.")
    return found
