"""Two drawings of a result: how far assessors lie apart, and ranks by method.

The tables beside them have the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean
from uuid import UUID

from programme.rules.ranking import Method
from programme.rules.results import Result
from programme.rules.scoring import Totals

WIDTH, LINE = 300, 34
"""Pixels for 100 per cent, and from one submission to the next."""

ACROSS = {Method.RAW: 0, Method.NORMALISED: 150, Method.MODERATED: 300}


@dataclass(frozen=True, slots=True)
class Spread:
    """One submission: where each total stands, and their mean; ``is_wide`` is worth a look."""

    letter: str
    y: int
    dots: tuple[float, ...]
    middle: float
    totals: tuple[float, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Slope:
    """One submission's ranks by method, as corners; ``crosses`` where the methods differ."""

    letter: str
    corners: str
    dots: tuple[tuple[int, int, int], ...]
    crosses: bool


APART = 30
"""Percent from the lowest total to the highest from which a line is shown as wide."""


def spreads(totals: Totals, letters: Mapping[UUID, str], result: Result) -> list[Spread]:
    """Return a line for each submission in the published order."""
    return [
        _spread(letters[each], row, [*totals[each].values()])
        for row, each in enumerate(place.place.submission_id for place in result.rows)
    ]


def slopes(result: Result, letters: Mapping[UUID, str]) -> list[Slope]:
    """Return a line for each submission in the published order."""
    found = []
    for row in result.rows:
        dots = tuple(
            (ACROSS[method], LINE * (row.ranks[method] - 1), row.ranks[method]) for method in Method
        )
        corners = " ".join(f"{x},{y}" for x, y, _rank in dots)
        letter = letters[row.place.submission_id]
        found.append(Slope(letter, corners, dots, len({rank for *_, rank in dots}) > 1))
    return found


def _spread(letter: str, row: int, totals: list[Fraction]) -> Spread:
    shown = tuple(sorted(float(total) for total in totals))
    return Spread(
        letter,
        LINE * row,
        tuple(round(total * WIDTH / 100, 1) for total in shown),
        round(mean(shown) * WIDTH / 100, 1),
        shown,
        shown[-1] - shown[0] >= APART,
    )
