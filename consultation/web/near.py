"""What is going on near a place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Form, HiddenField

from consultation.queries.near import NearCard, consultations_everywhere, consultations_near
from consultation.web.cards import METRES_IN_A_MILE, ShownCard, shown_card
from consultation.web.map import around_wards
from consultation.web.spots import spot_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now
from foundation.web.words import number
from geo.queries.wards import wards_of
from geo.web.basemaps import basemap

bp = Blueprint("near", __name__)

NEAR_METRES = 5 * METRES_IN_A_MILE
A_FEW_STEPS = 0.05
"""Miles; what is nearer is simply here."""

WALKING_METRES = 800
"""Half a mile; nearer places are told in metres, as people pace them out."""


class SpotForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """The spot that the map writes down."""

    place = HiddenField()


@dataclass(frozen=True, slots=True)
class ShownNear:
    """A card and how far away it is, in words."""

    card: ShownCard
    away: str


@bp.get("/near")
@anyone
def near() -> ResponseReturnValue:
    """Ask where, and list what is near it."""
    session, council, at = db.session(), current_council(), now()
    wards = wards_of(session, council.id)
    spot = spot_of(request.args, wards)
    form = SpotForm(request.args)
    if spot.problem and spot.field == "place":
        form.place.errors = [spot.problem]
    found = consultations_near(session, council.id, spot.at, NEAR_METRES, at) if spot.at else []
    everywhere = consultations_everywhere(session, council.id, at) if spot.at else []
    page = render_template(
        "consultation/near/near.html",
        spot=spot,
        form=form,
        postcode=request.args.get("postcode", "")[:20],
        ward=request.args.get("ward", ""),
        wards=wards,
        basemap=basemap(),
        bounds=around_wards(wards),
        found=[_shown(each) for each in found],
        everywhere=[shown_card(card, at) for card in everywhere],
    )
    status = 422 if spot.problem else 200
    return Response(page, status, headers={"Cache-Control": "no-cache"})


def _shown(near: NearCard) -> ShownNear:
    return ShownNear(shown_card(near.card, now()), _away(near.metres))


def _away(metres: float) -> str:
    miles = metres / METRES_IN_A_MILE
    if miles < A_FEW_STEPS:
        return str(_("Here"))
    if metres < WALKING_METRES:
        near = max(100, round(metres / 100) * 100)
        return str(_("About %(metres)s metres away", metres=number(near)))
    return str(_("%(miles)s miles away", miles=number(round(miles, 1))))
