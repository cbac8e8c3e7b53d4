"""Whether it is about a place, and which."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from consultation.rules.unsent import GivenPlace, Step, Unsent
from consultation.web.forms.giving import AboutForm, PlaceForm
from consultation.web.forms.places import read_place
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from consultation.web.map import bounds_of
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.limits import limiter
from geo.web.basemaps import basemap

ABOUT = {True: "place", False: "whole", None: None}


def _about(_walk: Walk, form: AboutForm) -> dict[str, Any]:
    return {"is_about_place": form.about.data == ABOUT[True]}


def _given(form: PlaceForm) -> GivenPlace:
    return GivenPlace(
        way=form.place_way.data or "",
        drawn=form.place.data or "",
        postcode=(form.postcode.data or "").strip()[:LONGEST_POSTCODE],
        words=(form.place_words.data or "").strip(),
        far_is_right=bool(form.far_is_right.data),
    )


LONGEST_POSTCODE = 20
"""Blanks and all; what is longer is none."""


def _place(walk: Walk, form: PlaceForm) -> dict[str, Any]:
    given = _given(form)
    read_place(db.session(), given, walk.named.area)
    return {"place": given, "is_about_place": True}


def _filled(unsent: Unsent) -> dict[str, Any]:
    place = unsent.place
    return {
        "place_way": place.way or None,
        "place": place.drawn,
        "postcode": place.postcode,
        "place_words": place.words,
        "far_is_right": place.far_is_right,
    }


def _map(walk: Walk) -> dict[str, Any]:
    site = url_for("map.site", slug=walk.named.slug) if walk.named.area else None
    return {"basemap": basemap(), "bounds": bounds_of(walk.named.area), "site_url": site}


ABOUT_PAGE = Page(
    Step.ABOUT, AboutForm, lambda unsent: {"about": ABOUT[unsent.is_about_place]}, _about
)
PLACE_PAGE = Page(Step.PLACE, PlaceForm, _filled, _place, more=_map)


@bp.get("/about")
@anyone
def about(slug: str) -> ResponseReturnValue:
    """Ask whether it is about one place."""
    return show(ABOUT_PAGE, slug)


@bp.post("/about")
@anyone
@limiter.limit(MANY)
def answer_about(slug: str) -> ResponseReturnValue:
    """Keep whether it is."""
    return take(ABOUT_PAGE, slug)


@bp.get("/place")
@anyone
def place(slug: str) -> ResponseReturnValue:
    """Ask for the place."""
    return show(PLACE_PAGE, slug)


@bp.post("/place")
@anyone
@limiter.limit(MANY)
def answer_place(slug: str) -> ResponseReturnValue:
    """Keep the place."""
    return take(PLACE_PAGE, slug)
