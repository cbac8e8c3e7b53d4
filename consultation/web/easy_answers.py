"""What the easy forms share: three answers, shown as everybody will see them, then sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from consultation.queries.named import NamedConsultation
from consultation.rules.comments import Contribution, PlaceWay, Stance, checked
from consultation.rules.unsent import Unsent
from consultation.web.forms.easy_read import EasyReadForm
from consultation.web.forms.places import read_place
from consultation.web.giving.mirror import (
    Piece,
    ShownFind,
    mirrored,
    pieces,
    sentences_without,
    shown_finds,
    taken_out,
)
from consultation.web.map import bounds_of
from consultation.web.rows import ShownComment
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from geo.web.basemaps import basemap

LOOK, SEND, CHANGE = "look", "send", "change"
"""What a button says is to be done with the answers; without one they are looked at."""


@dataclass(frozen=True, slots=True)
class EasyMirror:
    """Three answers as everybody will see them, and what in them may be personal."""

    card: ShownComment
    pieces: list[Piece]
    finds: list[ShownFind]
    read_again: list[str]


def wanted() -> str:
    """Return what the button that was pressed says."""
    said = request.form.get("act", LOOK)
    return said if said in {SEND, CHANGE} else LOOK


def easy_said(form: EasyReadForm, area: dict[str, Any] | None) -> Contribution:
    """Return what *form* says.

    Raises:
        Invalid: a choice that is not offered, or a place that cannot be read or is far away.
    """
    if not form.validate():
        raise Invalid
    return Contribution(
        text=form.text.data or "",
        stance=Stance(form.stance.data) if form.stance.data else None,
        place=read_place(db.session(), form.given_place, area),
    )


def easy_mirror(
    named: NamedConsultation, form: EasyReadForm, author: str | None = None
) -> EasyMirror:
    """Take out of *form* what its reader wants out, and show the rest as it will be published.

    Raises:
        Invalid: the words or the place cannot be taken.
    """
    _take_out(form, request.form.get("out"))
    said = checked(easy_said(form, named.area), current_council().name)
    return EasyMirror(
        card=mirrored(named, replace(said, display_name=author)),
        pieces=pieces(said.text),
        finds=shown_finds(_unsent(form)),
        read_again=sentences_without(said.text),
    )


def easy_map(named: NamedConsultation) -> dict[str, Any]:
    """Return what the map of an easy form needs."""
    site = url_for("map.site", slug=named.slug) if named.area else None
    return {"basemap": basemap(), "bounds": bounds_of(named.area), "site_url": site}


def _take_out(form: EasyReadForm, out: str | None) -> None:
    answers = _unsent(form)
    finds = [each for each in shown_finds(answers) if out in {"all", each.name}]
    if finds:
        left = taken_out(answers, finds)
        form.text.data, form.place_words.data = left.text, left.place.words


def _unsent(form: EasyReadForm) -> Unsent:
    given = form.given_place
    return Unsent(
        text=form.text.data or "", place=given, is_about_place=given.way == PlaceWay.WORDS
    )
