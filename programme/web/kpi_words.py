"""How numbers and cells of figures are said on a page, on paper and in a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as __

from foundation.base.words import Said
from foundation.web.words import Words, full_date, label, number, translated
from programme.rules.kpis.codes import Group
from programme.rules.kpis.facts import ReadingKind
from programme.rules.kpis.figures import Cell, Column, Missing, Number, Unit
from programme.rules.money import pounds

WORDS: Words = {
    Missing: {
        Missing.NO_BASELINE: __("No baseline"),
        Missing.NO_ROWS: __("No rows"),
        Missing.NOTHING_YET: __("None yet"),
    },
    Group: {
        Group.REACH: __("Reach and route to contract"),
        Group.TROUBLES: __("The five things that did not work, as figures"),
        Group.FAIR: __("Fairness and loop"),
    },
    ReadingKind: {
        ReadingKind.BASELINE: __("Starting point"),
        ReadingKind.ACTIVITY: __("Reading"),
        ReadingKind.PARTNER_FIRM: __("Firm of a partner city"),
    },
}


def said_number(figure: Number) -> str:
    """Return a number with its unit, or why there is none."""
    if figure.value is None:
        return label(figure.missing or Missing.NO_ROWS)
    return _SAID[figure.unit](figure.value, figure.of or 0)


def said_cell(column: Column, cell: Cell) -> str:
    """Return a cell of rows as people read it; a dash where nothing is known."""
    if cell is None:
        return "\u2013"
    if isinstance(cell, date):
        return full_date(cell)
    if isinstance(cell, StrEnum):
        return label(cell)
    if isinstance(cell, Said):
        return translated(cell)
    if isinstance(cell, int):
        return pounds(cell) if column.key.endswith("_p") else number(cell)
    return cell or "\u2013"


def _money(value: int | Fraction, _of: int) -> str:
    pence = round(value)
    is_small = pence % 100 and abs(pence) < 1000_00  # noqa: PLR2004  up to here pence say something
    return pounds(pence if is_small else round(Fraction(value) / 100) * 100)


_SAID: dict[Unit, Callable[[int | Fraction, int], str]] = {
    Unit.COUNT: lambda value, _of: number(int(value)),
    Unit.SHARE: lambda value, of: str(
        _("%(some)s of %(all)s", some=number(int(value)), all=number(of))
    ),
    Unit.SPAN: lambda value, of: str(
        _("%(least)s to %(most)s", least=number(int(value)), most=number(of))
    ),
    Unit.PENCE: _money,
    Unit.DAYS: lambda value, _of: number(float(value)),
    Unit.RATIO: lambda value, _of: str(format_decimal(round(float(value), 2))),
    Unit.PERCENT: lambda value, _of: str(format_percent(float(value), format="+0%;-0%")),
}
"""Unit → how a value, and what it is of, are said."""
