"""What is going on near a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, HiddenField

from consultation.queries.near import NearCard, consultations_everywhere, consultations_near
from consultation.web.cards import METRES_IN_A_MILE, ShownCard, shown_card
from consultation.web.map import around_wards
from consultation.web.my_place import away, forget_place, keep_place, my_place
from consultation.web.spots import Spot, spot_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now
from geo.queries.wards import WardFacts, wards_of
from geo.web.basemaps import basemap

bp = Blueprint("near", __name__)

NEAR_METRES = 5 * METRES_IN_A_MILE
LINKABLE = ("postcode", "ward")
"""What may stand in an address: many people live in each."""


class SpotForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """The spot that the map or the device writes down."""

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
    given: dict[str, Any] = {name: request.args[name] for name in LINKABLE if name in request.args}
    if "place" in request.args:  # an address of old: the sooner it is gone the better
        return redirect(url_for(".near", **given), 301)
    wards = wards_of(db.session(), current_council().id)
    kept = my_place()
    if given or kept is None:
        return _page(wards, given, spot_of(given, wards))
    return _page(wards, given, Spot(kept.name, kept.at, field="place"))


@bp.post("/near")
@anyone
def take_spot() -> ResponseReturnValue:
    """Take a place that is to stand in no address."""
    wards = wards_of(db.session(), current_council().id)
    spot = spot_of(request.form, wards)
    if spot.at is None:
        return _page(wards, request.form, spot)
    keep_place(spot.name, spot.at)
    return redirect(url_for(".near"), 303)


@bp.post("/near/forget")
@anyone
def forget() -> ResponseReturnValue:
    """Forget the place from which somebody looked."""
    forget_place()
    return redirect(url_for(".near"), 303)


def ways(given: Mapping[str, str], wards: list[WardFacts], spot: Spot) -> dict[str, Any]:
    """Return what the forms of near/_ways.html read."""
    form = SpotForm()
    if spot.problem and spot.field == "place":
        form.place.errors = [spot.problem]
    return {
        "spot": spot,
        "form": form,
        "kept": my_place(),
        "postcode": given.get("postcode", "")[:20],
        "ward": given.get("ward", ""),
        "wards": wards,
        "basemap": basemap(),
        "bounds": around_wards(wards),
    }


def _page(wards: list[WardFacts], given: Mapping[str, str], spot: Spot) -> tuple[str, int]:
    session, council, at = db.session(), current_council(), now()
    found = consultations_near(session, council.id, spot.at, NEAR_METRES, at) if spot.at else []
    everywhere = consultations_everywhere(session, council.id, at) if spot.at else []
    page = render_template(
        "consultation/near/near.html",
        **ways(given, wards, spot),
        found=[_shown(each) for each in found],
        everywhere=[shown_card(card, at) for card in everywhere],
    )
    return page, 422 if spot.problem else 200


def _shown(near: NearCard) -> ShownNear:
    return ShownNear(shown_card(near.card, now()), away(near.metres))
