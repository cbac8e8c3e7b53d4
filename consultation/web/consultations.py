"""The list of consultations, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import (
    ConsultationPage,
    consultation_cards,
    consultation_page,
)
from consultation.queries.counts import consultation_count
from consultation.queries.named import NamedConsultation, consultation_named
from consultation.rules.consultations import PUBLIC, ConsultationKind, ConsultationStatus
from consultation.web.cards import shown_card
from consultation.web.filters import LONGEST_WORDS, one_of
from consultation.web.fresh import seen
from consultation.web.told import comments_part, page_parts, status_part
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Malformed, NotFound
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import now
from geo.queries.wards import wards_of

bp = Blueprint("consultations", __name__, url_prefix="/consultations")

LONGEST_VERSION = 18
PARTS = {"comments": comments_part, "status": status_part}
"""Name of a part of the page → what shows it alone, for who has the rest already."""


@bp.get("")
@anyone
def every() -> ResponseReturnValue:
    """List every consultation that anybody may read."""
    text = request.args.get("text", "").strip()[:LONGEST_WORDS]
    kind = one_of(ConsultationKind, request.args.get("kind"))
    status = one_of(ConsultationStatus, request.args.get("status"))
    session, here, at = db.session(), current_council().id, now()
    wards, ward = wards_of(session, here), request.args.get("ward", "")
    if ward and ward not in {each.code for each in wards}:
        raise Malformed("There is no such ward here.")
    after = request.args.get("after")
    wanted: dict[str, Any] = {
        "words": text or None,
        "kind": kind,
        "status": status,
        "ward_code": ward or None,
    }
    cards = consultation_cards(session, here, at, **wanted, after=after)
    asked: dict[str, Any] = {"text": text, "kind": kind or "", "status": status or "", "ward": ward}
    given = {name: value for name, value in asked.items() if value}
    page = render_template(
        "consultation/consultations/list.html",
        search=asked,
        wards=wards,
        kinds=list(ConsultationKind),
        statuses=[state for state in ConsultationStatus if state in PUBLIC],
        cards={"rows": [shown_card(card, at) for card in cards.rows], "next": cards.next},
        total=consultation_count(session, here, at, **wanted),
        next_url=url_for(".every", **given, after=cards.next) if cards.next else None,
        first_url=url_for(".every", **given) if after else None,
    )
    return Response(page, headers={"Cache-Control": "no-cache"})


@bp.get("/<slug>")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show one consultation, or only the part of it that was asked for."""
    part = request.args.get("part", "")
    if part and part not in PARTS:
        raise Malformed("This page has no such part.")
    # Who has the page asks only whether it has changed; who has not needs all of it anyway.
    whole: ConsultationPage | None = None
    if request.if_none_match:
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

    return fresh_while(*state, make=made)


@bp.get("/<slug>/news")
@anyone
def news(slug: str) -> ResponseReturnValue:
    """Say how far the consultation has moved on since the version that a page shows."""
    named = public_consultation(slug)
    since = request.args.get("since", str(named.version))
    if not (since.isascii() and since.isdigit() and len(since) <= LONGEST_VERSION):
        raise Malformed("since is a whole number: the version that you have.")
    new = max(0, named.version - int(since))
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
