"""How many people of each ward were heard, for 1,000 who live there: drawn, and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.queries.reach.heard import Heard
from consultation.rules.reach.traits import Trait
from consultation.rules.wards import rate
from foundation.base.db import db
from geo.queries.wards import ward_outlines
from geo.rules.pictures import WardPicture, picture_of
from geo.rules.shading import WardFigure, shading
from geo.web.figures import MapWords, WardRow, legend, ward_rows

MOST_NAMED = 12
"""With more wards than these, names lie over one another; the table has them all."""

DARK = frozenset({"ward ward--3", "ward ward--4"})
"""Shades on which words are white."""

COUNTED, RATED = lazy_gettext("People heard"), lazy_gettext("People per 1,000 residents")


@dataclass(frozen=True, slots=True)
class ShownWards:
    """The drawing with a row for each of its shapes, in their order, and the key of its shades."""

    picture: WardPicture
    rows: tuple[WardRow, ...]
    legend: Sequence[tuple[str, str]]
    source: str
    is_named: bool
    dark: frozenset[str] = DARK


def ward_figures(heard: Heard) -> tuple[WardFigure, ...]:
    """Return the released figure of each ward that is compared with."""
    table = heard.table(Trait.WARD)
    if table is None or table.compared is None or table.benchmark is None:
        return ()
    residents = table.benchmark.residents
    return tuple(
        WardFigure(group.name, group.figure, rate(group.figure, residents[group.name]))
        for group in table.compared.groups
        if group.name in residents
    )


def shown_wards(heard: Heard, authority_id: UUID) -> ShownWards | None:
    """Return the wards as everybody may see them, or None where nothing is known of them."""
    figures = ward_figures(heard)
    if not figures:
        return None
    inside = among(ward_outlines(db.session(), authority_id), figures)
    picture = picture_of(inside)
    if picture is None:
        return None
    classes = shading(each.rate for each in figures)
    return ShownWards(
        picture=picture,
        rows=tuple(ward_rows(inside, figures, ward_words(""), classes)),
        legend=legend(classes),
        source=inside["source"],
        is_named=len(inside["features"]) <= MOST_NAMED,
    )


def among(outlines: Mapping[str, Any], figures: Sequence[WardFigure]) -> dict[str, Any]:
    """Return the outlines of wards that have a figure, or are compared with."""
    codes = {each.code for each in figures}
    inside = [ward for ward in outlines["features"] if ward["properties"]["code"] in codes]
    return {**outlines, "features": inside}


def ward_words(title: str) -> MapWords:
    """Return what a map of people heard is called, and what it counts."""
    return MapWords(
        title=_("People heard by ward: %(title)s", title=title),
        counted=str(COUNTED),
        rated=str(RATED),
        note=_("From released figures alone: rounded to 5, and small ones are not shown."),
    )
