"""The list of consultations, with a map of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.consultations import consultation_cards
from consultation.queries.consultations_map import consultation_points
from consultation.queries.counts import consultation_count
from consultation.queries.listing import ListFilter
from consultation.rules.consultations import PUBLIC, ConsultationKind, ConsultationStatus
from consultation.web.cards import METRES_IN_A_MILE, shown_card
from consultation.web.consultations import bp
from consultation.web.filters import LONGEST_WORDS, one_of
from consultation.web.map import around_wards
from consultation.web.spots import Spot, spot_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Malformed
from foundation.web.access import anyone
from foundation.web.current import now
from geo.queries.wards import WardFacts, wards_of
from geo.web.basemaps import basemap

AROUND = 2 * METRES_IN_A_MILE


@dataclass(frozen=True, slots=True)
class Listed:
    """What an address asks for: the filters, what of it was typed, and where a postcode is."""

    wanted: ListFilter
    given: dict[str, str]
    spot: Spot


@bp.get("")
@anyone
def every() -> ResponseReturnValue:
    """List every consultation that anybody may read."""
    session, council, at = db.session(), current_council(), now()
    wards = wards_of(session, council.id)
    asked = _asked(wards)
    after = request.args.get("after")
    narrowed: dict[str, Any] = asdict(asked.wanted)
    cards = consultation_cards(session, council.id, at, **narrowed, after=after)
    given: dict[str, Any] = {name: value for name, value in asked.given.items() if value}
    page = render_template(
        "consultation/consultations/list.html",
        search=asked.given,
        spot=asked.spot,
        wards=wards,
        kinds=list(ConsultationKind),
        statuses=[state for state in ConsultationStatus if state in PUBLIC],
        cards={"rows": [shown_card(card, at) for card in cards.rows], "next": cards.next},
        total=consultation_count(session, council.id, at, **narrowed),
        next_url=url_for(".every", **given, after=cards.next) if cards.next else None,
        first_url=url_for(".every", **given) if after else None,
        basemap=basemap(),
        points_url=url_for(".points", **given),
    )
    return page, 422 if asked.spot.problem else 200, {"Cache-Control": "no-cache"}


@bp.get("/map.json")
@anyone
def points() -> ResponseReturnValue:
    """Answer with where the consultations of the list are: no more of them than it names."""
    session, council = db.session(), current_council()
    wards = wards_of(session, council.id)
    asked = _asked(wards)
    drawn = consultation_points(session, council.id, now(), asked.wanted)
    answer = jsonify(
        points=[
            [each.slug, each.lon, each.lat, "open" if each.is_open else "over", each.title]
            for each in drawn
        ],
        shapes=None,
        site=None,
        bounds=_around([(each.lon, each.lat) for each in drawn]) or around_wards(wards),
    )
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _asked(wards: list[WardFacts]) -> Listed:
    given = {
        "text": request.args.get("text", "").strip()[:LONGEST_WORDS],
        "postcode": request.args.get("postcode", "").strip()[:20],
        "kind": request.args.get("kind", ""),
        "status": request.args.get("status", ""),
        "ward": request.args.get("ward", ""),
    }
    if given["ward"] and given["ward"] not in {each.code for each in wards}:
        raise Malformed("There is no such ward here.")
    spot = spot_of({"postcode": given["postcode"]}, wards) if given["postcode"] else Spot()
    wanted = ListFilter(
        words=given["text"] or None,
        status=one_of(ConsultationStatus, given["status"]),
        kind=one_of(ConsultationKind, given["kind"]),
        ward_code=given["ward"] or None,
        near=(*spot.at, AROUND) if spot.at else None,
    )
    return Listed(wanted, given, spot)


def _around(spots: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    if not spots:
        return None
    lons, lats = zip(*spots, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
