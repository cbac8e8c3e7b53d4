"""People in a cell of a table, and the figure that may be shown instead of their number.

Source: ONS Census 2021 (cell keys, rounding); Statistical Disclosure Control Handbook, chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

BASE = 5
"""Every figure is a multiple of this, cells and totals alike."""

NOISE = 2
"""At most so many people are added or taken before rounding; with `BASE` every count between two
figures is rounded up as often as it is near the upper one, so that no figure is biased."""

BLUR = NOISE + BASE // 2
"""A count lies at most this far from its figure."""

LEAST_SHOWN = 15
"""The smallest figure that is shown: more than ten people stand behind it."""

LEAST_TOTAL = 35
"""The smallest total that is shown; with 30 people or fewer nothing is said at all."""

BATCH = 10
"""At least so many people stand behind every figure that moves."""

LATE = BATCH + BASE - 2
"""At most so many people wait for a shown figure to move: a batch, and some more where the figure
would move by only one step, which would tell the size of the batch too exactly."""

KEYS = 1 << 32
DOMINANT = 0.95


@dataclass(frozen=True, slots=True)
class Tally:
    """Some people: how many, and the sum of their secret record keys modulo 2³²."""

    people: int = 0
    key: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(self.people + other.people, (self.key + other.key) % KEYS)

    def __sub__(self, other: Tally) -> Tally:
        """Return these without the others, who are among them."""
        return Tally(self.people - other.people, (self.key - other.key) % KEYS)


@dataclass(frozen=True, slots=True)
class Cell:
    """Everybody in a cell.

    The figure in force is made of those who are *counted*. Since then *added* came, and *removed*
    (some of those counted) left; each of the two waits until it is a batch.
    """

    counted: Tally = field(default_factory=Tally)
    added: Tally = field(default_factory=Tally)
    removed: Tally = field(default_factory=Tally)

    @property
    def people(self) -> int:
        """How many there are in truth."""
        return self.counted.people + self.added.people - self.removed.people

    def batched(self) -> Cell:
        """Return the cell with whole batches counted, the rest still waiting."""
        added = self.added if self.added.people >= BATCH else Tally()
        removed = self.removed if self.removed.people >= BATCH else Tally()
        return Cell(self.counted + added - removed, self.added - added, self.removed - removed)

    def everybody(self) -> Cell:
        """Return the cell with everybody counted, as before a first release."""
        return Cell(self.counted + self.added - self.removed)


def figure_of(tally: Tally) -> int:
    """Return the figure of some people: noise by their key, then rounding to `BASE`.

    The same people always get the same noise.
    """
    noise = tally.key % (2 * NOISE + 1) - NOISE
    return (tally.people + noise + BASE // 2) // BASE * BASE


def shown(cell: Cell, least: int = LEAST_SHOWN) -> int | None:
    """Return the figure of those counted, or None: too few to show, which nobody is too."""
    figure = figure_of(cell.counted)
    return figure if figure >= least else None


def together(cells: Iterable[Cell]) -> Cell:
    """Return the people of several cells that nobody is in twice."""
    total = Cell()
    for each in cells:
        total = Cell(
            total.counted + each.counted, total.added + each.added, total.removed + each.removed
        )
    return total


def is_dominated(cells: list[Cell]) -> bool:
    """Tell whether one cell holds nearly everybody, so that it says something of each of them."""
    total = sum(each.people for each in cells)
    return total > 0 and max(each.people for each in cells) >= DOMINANT * total
