"""What a figure is made of: numbers that say what they count, and the rows they were counted from.

A number that cannot be worked out says why; nothing stands in for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median

from programme.rules.kpis.codes import Kpi
from programme.rules.programmes import Origin


class Unit(StrEnum):
    """What a number counts. Sums are pence; a share is *value* of *of*, a span goes up to it."""

    COUNT = "count"
    SHARE = "share"
    SPAN = "span"
    PENCE = "pence"
    DAYS = "days"
    RATIO = "ratio"
    PERCENT = "percent"


class Missing(StrEnum):
    """Why there is no number."""

    NO_BASELINE = "no_baseline"
    NO_ROWS = "no_rows"
    NOTHING_YET = "nothing_yet"


Value = int | Fraction
Cell = str | int | date | StrEnum | None


@dataclass(frozen=True, slots=True)
class Number:
    """One number. A share of nothing and a mean of nothing are *missing*, never 0."""

    key: str
    title: str
    unit: Unit
    value: Value | None
    of: int | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of rows; *key* ends in ``_p`` where it holds pence."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows behind some numbers; *key* is what it is called in addresses and files."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the first number is its headline; *origin* is the weakest way we know it."""

    kpi: Kpi
    numbers: tuple[Number, ...]
    tables: tuple[Table, ...]
    origin: Origin = Origin.RECORDED
    is_alarming: bool = False

    def number(self, key: str) -> Number:
        """Return one of its numbers by key."""
        return next(each for each in self.numbers if each.key == key)


def counted(key: str, title: str, value: int) -> Number:
    """Return how many there are."""
    return Number(key, title, Unit.COUNT, value)


def share(key: str, title: str, some: int, of: int) -> Number:
    """Return *some* of *of*; missing where there is nothing to be some of."""
    if not of:
        return Number(key, title, Unit.SHARE, None, missing=Missing.NO_ROWS)
    return Number(key, title, Unit.SHARE, some, of)


def each_of(key: str, title: str, unit: Unit, total: int, by: int) -> Number:
    """Return what *total* comes to for each of *by*; missing where there is none yet."""
    if not by:
        return Number(key, title, unit, None, missing=Missing.NOTHING_YET)
    return Number(key, title, unit, Fraction(total, by))


def middle(key: str, title: str, values: Sequence[int]) -> Number:
    """Return the median of some days."""
    if not values:
        return Number(key, title, Unit.DAYS, None, missing=Missing.NO_ROWS)
    return Number(key, title, Unit.DAYS, Fraction(median(map(Fraction, values))))


def table(
    key: str, title: str, columns: Sequence[tuple[str, str]], rows: list[tuple[Cell, ...]]
) -> Table:
    """Return rows under their columns, (key, title) each."""
    return Table(key, title, tuple(Column(*each) for each in columns), tuple(rows))


_WEAKEST = (Origin.INVENTED, Origin.INFERRED, Origin.WORKED_OUT, Origin.RECORDED)


def weakest(origins: Sequence[Origin]) -> Origin:
    """Return the weakest way in which some rows are known."""
    return next((each for each in _WEAKEST if each in origins), Origin.RECORDED)
