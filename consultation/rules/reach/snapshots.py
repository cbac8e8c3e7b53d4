"""What is published of a consultation's reach at one moment, and what it was worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from consultation.rules.reach.figures import Cell

Place = tuple[str, str]
"""A table and a cell in it; the empty cell is the table's total."""

EVERYBODY: Place = ("everybody", "")


class Withheld(StrEnum):
    """Why a table is not shown at all."""

    TOO_FEW = "too_few"
    DOMINATED = "dominated"


@dataclass(frozen=True, slots=True)
class Counted:
    """The truth about one consultation.

    *cells* holds each cell of each table, its total, and `EVERYBODY` who answered anything;
    *comments* is the exact number that anybody can read elsewhere.
    """

    cells: Mapping[Place, Cell]
    comments: int

    def tables(self) -> dict[str, list[str]]:
        """Return the names of the cells of each table, without its total."""
        found: dict[str, list[str]] = {}
        for table, cell in self.cells:
            if cell:
                found.setdefault(table, []).append(cell)
        return found


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All figures of one release.

    A figure of None is "too few to show". A table that is withheld has no figures, and a total that
    was withheld is not in *figures* either.
    """

    figures: Mapping[Place, int | None]
    withheld: Mapping[str, Withheld]
    comments: int
    is_final: bool = False

    def without_totals(self) -> Snapshot:
        """Return the same figures, without any total that could be subtracted from."""
        kept = {place: figure for place, figure in self.figures.items() if place[1]}
        return replace(self, figures=kept)
