"""What a map of wards says in words: its table, its key and the text under the pointer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from geo.rules.shading import Shading, WardFigure

NUMBER = "#,##0.#"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What a map is called and what it counts, in the reader's language."""

    title: str
    counted: str
    rated: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WardRow:
    """One ward as the table and the map show it.

    ``lines`` are what the map says under the pointer; ``style`` is the class of its shade.
    """

    name: str
    count: str
    rate: str
    lines: tuple[str, ...]
    style: str


def ward_rows(
    outlines: Mapping[str, Any],
    figures: Sequence[WardFigure],
    words: MapWords,
    classes: Shading,
) -> list[WardRow]:
    """Return a row for each ward that has an outline, in the order of the outlines."""
    known = {figure.code: figure for figure in figures}
    rows = []
    for ward in outlines["features"]:
        code, name = ward["properties"]["code"], ward["properties"]["name"]
        figure = known.get(code, WardFigure(code, None, None))
        count, rate = _said(figure.count), _said(figure.rate)
        lines = (name, f"{words.counted}: {count}", f"{words.rated}: {rate}")
        shade = None if figure.rate is None else classes.class_of(figure.rate)
        rows.append(WardRow(name, count, rate, lines, _class_name(shade)))
    return rows


def legend(classes: Shading) -> list[tuple[str, str]]:
    """Return style and words of each shade, the lightest first."""
    steps = [_said(step) for step in classes.steps]
    words = [_("under %(rate)s", rate=steps[0])] if steps else [_("all wards alike")]
    words += [_("%(low)s to under %(high)s", low=low, high=high) for low, high in pairwise(steps)]
    if steps:
        words.append(_("%(rate)s and over", rate=steps[-1]))
    shades = [(_class_name(number), said) for number, said in enumerate(words)]
    return [*shades, (_class_name(None), _("too few to show, or not known"))]


def _said(number: float | None) -> str:
    if number is None:
        return str(_("too few to show, or not known"))
    return str(format_decimal(number, NUMBER))


def _class_name(number: int | None) -> str:
    return "ward ward--none" if number is None else f"ward ward--{number}"
