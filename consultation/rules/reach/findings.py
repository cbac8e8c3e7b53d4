"""What the released figures say: who has been heard, who has not, and how many are still to find.

Everything here is worked out from figures that anybody may see, never from the truth behind them.
Where a figure is too small to show, the most that it can hide counts in a group's favour: a group
is called under-heard only when even that is too few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultation.rules.reach.figures import BASE, LEAST_SHOWN
from consultation.rules.reach.measures import (
    Interval,
    min_max_ratio,
    r_indicator,
    representativeness,
    still_needed,
    wilson,
)

MOST_HIDDEN = LEAST_SHOWN - 1


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its figure (None: too few to show), and its share among both.

    *heard* is None where the figure is; *between* is the 95 % interval of the share heard.
    *needed* are people, rounded up to `BASE`, who bring an under-heard group to 80 % of parity.
    """

    name: str
    figure: int | None
    heard: float | None
    between: Interval
    residents: float | None
    is_under_heard: bool
    needed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One question: its groups, and how well those heard stand for those who live here.

    The three scores are ranges, from the least to the most that hidden figures allow; None where
    there is no benchmark.
    """

    total: int
    groups: tuple[Group, ...]
    index: Interval | None = None
    min_max: Interval | None = None
    r: Interval | None = None

    @property
    def compared(self) -> tuple[Group, ...]:
        """The groups of which the census says how many live here."""
        return tuple(each for each in self.groups if each.residents)

    @property
    def under_heard(self) -> tuple[Group, ...]:
        """The groups to go and find, those who miss most first."""
        return tuple(
            sorted((each for each in self.groups if each.is_under_heard), key=lambda g: -g.needed)
        )


def compare(
    figures: Mapping[str, int | None], residents: Mapping[str, int], total: int | None = None
) -> Compared:
    """Compare the figures of one question with the *residents* by the same categories.

    *total* is the released total; without one, the figures that are shown are added up.
    """
    heard = total or sum(figure or 0 for figure in figures.values())
    living = sum(residents.values())
    groups = tuple(
        _group(name, figure, heard, residents.get(name, 0) / living if living else None)
        for name, figure in figures.items()
    )
    known = [name for name in figures if residents.get(name)]
    if not heard or len(known) < 2:  # noqa: PLR2004  one group is no distribution
        return Compared(heard, groups)
    least = [figures[name] or 0 for name in known]
    most = [MOST_HIDDEN if figures[name] is None else figures[name] or 0 for name in known]
    there = [residents[name] for name in known]
    return Compared(
        heard,
        groups,
        _range(representativeness(least, there), representativeness(most, there)),
        _range(min_max_ratio(least, there), min_max_ratio(most, there)),
        _range(r_indicator(least, there), r_indicator(most, there)),
    )


def _group(name: str, figure: int | None, heard: int, residents: float | None) -> Group:
    found = MOST_HIDDEN if figure is None else figure
    between = wilson(min(found, heard), heard)
    if figure is None:
        between = Interval(0.0, between.high)
    is_under = residents is not None and heard > 0 and residents > between.high
    needed = still_needed(figure or 0, heard, residents) if is_under and residents else 0
    return Group(
        name,
        figure,
        figure / heard if figure is not None and heard else None,
        between,
        residents,
        is_under,
        -(-needed // BASE) * BASE,
    )


def _range(one: float, other: float) -> Interval:
    return Interval(min(one, other), max(one, other))
