"""Say from where the comments of a consultation are to be sorted, the nearest first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.named import NamedConsultation, own_topics
from consultation.queries.orders import Sort
from consultation.web.consultations import public_consultation
from consultation.web.filters import read_asked
from consultation.web.my_place import forget_place, keep_place
from consultation.web.near import ways
from consultation.web.spots import Spot, spot_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from geo.queries.wards import WardFacts, wards_of

bp = Blueprint("nearest", __name__, url_prefix="/consultations")


@bp.get("/<slug>/nearest")
@anyone
def choose(slug: str) -> ResponseReturnValue:
    """Ask from where."""
    consultation = public_consultation(slug)
    return _page(consultation, Spot(), wards_of(db.session(), current_council().id))


@bp.post("/<slug>/nearest")
@anyone
def look_from(slug: str) -> ResponseReturnValue:
    """Sort from a place, or forget the one that is kept."""
    consultation = public_consultation(slug)
    given = _filters(consultation)
    if "forget" in request.form:
        forget_place()
        return _to_comments(slug, {name: given[name] for name in given if name != "sort"})
    wards = wards_of(db.session(), current_council().id)
    spot = spot_of(request.form, wards)
    if spot.at is None:
        return _page(consultation, spot, wards)
    keep_place(spot.name, spot.at)
    return _to_comments(slug, {**given, "sort": Sort.NEAREST.value})


def _filters(consultation: NamedConsultation) -> dict[str, Any]:
    own = own_topics(db.session(), consultation.id)
    return dict(read_asked(request.args, own).given)


def _to_comments(slug: str, given: dict[str, Any]) -> ResponseReturnValue:
    return redirect(url_for("consultations.page", slug=slug, **given, _anchor="comments"), 303)


def _page(consultation: NamedConsultation, spot: Spot, wards: list[WardFacts]) -> tuple[str, int]:
    page = render_template(
        "consultation/near/nearest.html",
        consultation={"slug": consultation.slug, "title": consultation.title},
        back=url_for("consultations.page", slug=consultation.slug, **_kept_filters(consultation)),
        **ways(request.form, wards, spot),
    )
    return page, 422 if spot.problem else 200


def _kept_filters(consultation: NamedConsultation) -> dict[str, Any]:
    return {name: value for name, value in _filters(consultation).items() if name != "sort"}
