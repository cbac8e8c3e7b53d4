"""What a vote came to, as it is drawn: a bar and a number for each prototype."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from programme.queries.prototypes import PrototypePage
from programme.queries.tallies import BallotResult
from programme.rules.ballots import HIGHEST, LOWEST, Group


@dataclass(frozen=True, slots=True)
class ShownPrototype:
    """A prototype: its result from 1 to 5 with two decimals, and the mean of each group."""

    title: str
    firm: str
    value: float | None
    percent: int
    means: tuple[tuple[Group, float | None], ...]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group: *voters* is None where so few voted that the number would tell too much."""

    group: Group
    weight: float
    voters: int | None
    counts: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A result, the highest first; *dropped* are groups that were too few to count."""

    prototypes: tuple[ShownPrototype, ...]
    groups: tuple[ShownGroup, ...]
    dropped: tuple[Group, ...]
    advice: tuple[str, ...]


def shown_result(result: BallotResult, prototypes: Sequence[PrototypePage]) -> ShownResult:
    """Return a result that may be read, as pages draw it."""
    tally = result.tally
    counting = [each for each in tally.groups if each.counts]
    rows = [
        ShownPrototype(
            title=each.title,
            firm=each.firm,
            value=_rounded(tally.results.get(each.id)),
            percent=_percent(tally.results.get(each.id)),
            means=tuple((group.group, _rounded(group.means.get(each.id))) for group in counting),
        )
        for each in prototypes
    ]
    return ShownResult(
        prototypes=tuple(sorted(rows, key=lambda row: (-(row.value or 0), row.title))),
        groups=tuple(
            ShownGroup(
                each.group, each.weight / 100, each.voters if each.counts else None, each.counts
            )
            for each in tally.groups
        ),
        dropped=tally.dropped,
        advice=result.advice,
    )


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)


def _percent(value: Fraction | None) -> int:
    """Return how far along the scale from 1 to 5 a result lies."""
    return 0 if value is None else round(100 * (value - LOWEST) / (HIGHEST - LOWEST))
