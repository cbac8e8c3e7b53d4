"""The auditor: an opponent who has kept every figure ever published, and every exact one beside.

They know the rules, so each published figure bounds the people behind it, tables add up, nobody is
thought to leave, a figure that moved had a batch of people behind it and one that stayed had few
who wait. Linear programmes find, for every cell and for every difference between two releases, the
least and the most that all of this allows. Where the two are nearer than `LEAST_WIDTH`, the
opponent has learned too much.

Source: Statistical Disclosure Control Handbook, chapter 4 (interval protection).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

import highspy
import numpy as np
from numpy.typing import NDArray

from consultation.rules.reach.figures import BASE, BATCH, BLUR, LATE, LEAST_SHOWN, LEAST_TOTAL
from consultation.rules.reach.snapshots import EVERYBODY, Place, Snapshot

LEAST_WIDTH = 5
"""Between the least and the most that a number can be."""

NOT_SAID = "not_said"
MANY = 10_000_000
_NEARLY = 1e-6

Solution = NDArray[np.float64]


class Contradictory(ValueError):
    """No people at all fit the figures, so nothing is known of what they give away."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A number of people that could be told too exactly.

    *release* counts from 0. A difference is what was added since the release before, or since the
    figure last moved.
    """

    release: int
    place: Place
    is_difference: bool
    least: int
    most: int


@dataclass(slots=True)
class Opponent:
    """A linear programme over all that was published; its variables are what the opponent wants.

    *now* are the variables of the release read last, *moved* those of when each figure last moved.
    """

    assumes_growth: bool
    blur: int
    programme: highspy.Highs = field(default_factory=highspy.Highs)
    wanted: list[tuple[int, Place, bool]] = field(default_factory=list)
    now: dict[Place, int] = field(default_factory=dict)
    moved: dict[Place, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose what is fast for many small programmes that differ in their aim alone."""
        for option, value in (("output_flag", False), ("presolve", "off"), ("parallel", "off")):
            self.programme.setOptionValue(option, value)

    def wants(self, release: int, place: Place, least: float, most: float) -> int:
        """Ask for a number between *least* and *most*; return its column."""
        self.programme.addVar(least, most)
        self.wanted.append((release, place, False))
        return len(self.wanted) - 1

    def wants_difference(
        self, release: int, place: Place, of: tuple[int, int], bounds: tuple[float, float]
    ) -> None:
        """Ask for the first column less the second."""
        self.programme.addVar(*bounds)
        self.wanted.append((release, place, True))
        self.adds_up(len(self.wanted) - 1, (of[0], 1), (of[1], -1))

    def adds_up(self, total: int, *terms: tuple[int, float]) -> None:
        """Learn that a column is the sum of *terms*, each a column and its weight."""
        columns, weights = zip((total, -1), *terms, strict=True)
        self.programme.addRow(0, 0, len(columns), list(columns), list(weights))

    def is_possible(self) -> bool:
        """Tell whether any number of people fits what was published."""
        self.programme.run()
        return bool(self.programme.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def too_narrow(self) -> Iterator[tuple[int, int, int]]:
        """Yield the column, the least and the most of each number that can be told too exactly.

        A number that two solutions already put far apart is not asked.
        """
        lowest = highest = np.array(self.programme.getSolution().col_value)
        for column in range(len(self.wanted)):
            for sign in (1, -1):
                if highest[column] - lowest[column] >= LEAST_WIDTH:
                    break
                solution = _extreme(self.programme, column, sign)
                lowest, highest = np.minimum(lowest, solution), np.maximum(highest, solution)
            least, most = ceil(lowest[column] - _NEARLY), floor(highest[column] + _NEARLY)
            if most - least < LEAST_WIDTH:
                yield column, least, most


def audit(snapshots: Sequence[Snapshot], *, blur: int = BLUR) -> tuple[Narrow, ...]:
    """Return what an opponent could tell too exactly from all *snapshots*, oldest first.

    *blur* is how far a number may lie from its figure.
    Whoever assumes that nobody ever left is the stronger opponent; where people did leave, this
    assumption can contradict the figures, and the weaker opponent takes the place.

    Raises:
        Contradictory: the figures fit neither, so they were not made by these rules.
    """
    for assumes_growth in (True, False):
        opponent = Opponent(assumes_growth, blur)
        for number, snapshot in enumerate(snapshots):
            read_release(opponent, number, snapshots[number - 1] if number else None, snapshot)
        if opponent.is_possible():
            return tuple(
                Narrow(*opponent.wanted[column], least, most)
                for column, least, most in opponent.too_narrow()
            )
    raise Contradictory("no number of people fits all the figures released")


def read_release(
    opponent: Opponent, number: int, last: Snapshot | None, snapshot: Snapshot
) -> None:
    """Take in one release: what each figure says, what moved, and how tables add up."""
    before, opponent.now = opponent.now, {}
    for place in _places(snapshot):
        least, most = _bounds(opponent.blur, place, last, snapshot)
        opponent.now[place] = opponent.wants(number, place, least, most)
    _add_up(opponent, snapshot)
    if last is not None:
        _compare(opponent, number, before, last, snapshot)
    for place in snapshot.figures:
        if last is None or last.figures.get(place) != snapshot.figures[place]:
            opponent.moved[place] = opponent.now[place]


def _places(snapshot: Snapshot) -> Iterator[Place]:
    tables = {table for table, cell in snapshot.figures if cell} | set(snapshot.withheld)
    yield EVERYBODY
    for table in sorted(tables):
        yield table, ""
        yield table, NOT_SAID
    yield from (place for place in snapshot.figures if place[1])


def _bounds(
    blur: int, place: Place, last: Snapshot | None, snapshot: Snapshot
) -> tuple[float, float]:
    high = snapshot.comments if place == EVERYBODY else MANY
    if place not in snapshot.figures:
        return 0, high
    figure = snapshot.figures[place]
    stayed = last is not None and place in last.figures and last.figures[place] == figure
    if figure is None:
        least_shown = LEAST_SHOWN if place[1] else LEAST_TOTAL
        return 0, min(high, least_shown - BASE + blur + (BATCH - 1 if stayed else 0))
    return figure - blur, min(high, figure + blur + (LATE if stayed else 0))


def _add_up(opponent: Opponent, snapshot: Snapshot) -> None:
    now = opponent.now
    for table in {table for table, cell in now if cell}:
        cells = [(now[place], 1.0) for place in snapshot.figures if place[0] == table and place[1]]
        if cells:
            opponent.adds_up(now[table, ""], *cells)
        opponent.adds_up(now[EVERYBODY], (now[table, ""], 1), (now[table, NOT_SAID], 1))


def _compare(
    opponent: Opponent,
    number: int,
    before: dict[Place, int],
    last: Snapshot,
    snapshot: Snapshot,
) -> None:
    anyone = 0 if opponent.assumes_growth else -MANY
    for place, now in opponent.now.items():
        if place in before:
            bounds = (anyone, MANY)
            opponent.wants_difference(number, place, (now, before[place]), bounds)
        figure = snapshot.figures.get(place)
        if place not in opponent.moved or figure is None or not opponent.assumes_growth:
            continue
        stayed = last.figures.get(place) == figure
        bounds = (0, LATE) if stayed else (BATCH, MANY)
        opponent.wants_difference(number, place, (now, opponent.moved[place]), bounds)


def _extreme(programme: highspy.Highs, column: int, sign: int) -> Solution:
    """Return the solution in which one variable is least (1) or most (-1)."""
    programme.changeColCost(column, sign)
    programme.run()
    programme.changeColCost(column, 0)
    return np.array(programme.getSolution().col_value)
