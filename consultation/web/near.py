"""What is going on near a postcode or in a ward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.queries.near import NearCard, consultations_everywhere, consultations_near
from consultation.web.cards import METRES_IN_A_MILE, ShownCard, shown_card
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now
from foundation.web.words import number
from geo.queries.postcodes import postcode_place
from geo.queries.wards import WardFacts, ward_at, wards_of
from geo.rules.postcodes import canonical

bp = Blueprint("near", __name__)

NEAR_METRES = 5 * METRES_IN_A_MILE
A_FEW_STEPS = 0.05
"""Miles; what is nearer is simply here."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody asks about, and what to call it; or why we cannot say."""

    name: str = ""
    at: tuple[float, float] | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ShownNear:
    """A card and how far away it is, in words."""

    card: ShownCard
    away: str


@bp.get("/near")
@anyone
def near() -> ResponseReturnValue:
    """Ask for a postcode or a ward, and list what is near it."""
    session, council, at = db.session(), current_council(), now()
    wards = wards_of(session, council.id)
    postcode, ward = request.args.get("postcode", ""), request.args.get("ward", "")
    spot = _in_ward(wards, ward) if ward else _at_postcode(postcode, wards)
    found = consultations_near(session, council.id, spot.at, NEAR_METRES, at) if spot.at else []
    everywhere = consultations_everywhere(session, council.id, at) if spot.at else []
    page = render_template(
        "consultation/near/near.html",
        spot=spot,
        postcode=postcode[:20],
        ward=ward,
        wards=wards,
        found=[_shown(each) for each in found],
        everywhere=[shown_card(card, at) for card in everywhere],
    )
    status = 422 if spot.problem else 200
    return Response(page, status, headers={"Cache-Control": "no-cache"})


def _shown(near: NearCard) -> ShownNear:
    miles = near.metres / METRES_IN_A_MILE
    if miles < A_FEW_STEPS:
        return ShownNear(shown_card(near.card, now()), _("Here"))
    said = _("%(miles)s miles away", miles=number(round(miles, 1)))
    return ShownNear(shown_card(near.card, now()), said)


def _in_ward(wards: list[WardFacts], code: str) -> Spot:
    found = next((ward for ward in wards if ward.code == code), None)
    if found is None:
        return Spot(problem=_("Choose a ward from the list."))
    return Spot(found.name, found.label)


def _at_postcode(typed: str, wards: list[WardFacts]) -> Spot:
    if not typed.strip():
        asked: dict[str, Any] = request.args
        empty = _("Enter a postcode.") if "postcode" in asked else None
        return Spot(problem=empty)
    postcode = canonical(typed)
    if postcode is None:
        return Spot(problem=_("Enter a full postcode, for example B9 5AA."))
    session, council = db.session(), current_council()
    found = postcode_place(session, postcode)
    if found is None:
        return Spot(problem=_("We do not know this postcode. Check it, or choose your ward."))
    if wards and ward_at(session, council.id, found.lon, found.lat) is None:
        outside = _(
            "%(postcode)s is not in the area of %(council)s. Try another postcode.",
            postcode=postcode,
            council=council.name,
        )
        return Spot(problem=outside)
    return Spot(postcode, (found.lon, found.lat))
