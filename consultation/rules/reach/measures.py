"""How well those who were heard stand for those who live here.

Shares are 0 to 1. A *benchmark* is the number of residents by category, in the order of the
categories; *heard* the number of respondents, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, pi, sqrt

Z_95 = 1.959963984540054
PARITY = 0.8
"""A group is caught up with once its share is this part of its share among residents."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From *low* to *high*, both included."""

    low: float
    high: float

    def __contains__(self, share: float) -> bool:
        """Tell whether *share* lies inside."""
        return self.low <= share <= self.high


def wilson(found: int, of: int) -> Interval:
    """Return the 95 % score interval of a share (Wilson, 1927); from 0 to 1 where *of* is 0."""
    if of == 0:
        return Interval(0.0, 1.0)
    share, square = found / of, Z_95 * Z_95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z_95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Interval(
        0.0 if found == 0 else max(0.0, middle - half),
        1.0 if found == of else min(1.0, middle + half),
    )


def is_under_heard(found: int, of: int, resident_share: float) -> bool:
    """Tell whether chance does not explain that so few of a group were heard."""
    return of > 0 and resident_share > wilson(found, of).high


def still_needed(found: int, of: int, resident_share: float) -> int:
    """Return how many more of a group bring it to `PARITY`, when nobody else comes.

    With x more people, (found + x) / (of + x) is to reach `PARITY` times the residents' share.
    """
    aim = PARITY * resident_share
    missing = (aim * of - found) / (1 - aim)
    return max(0, ceil(missing - 1e-9))


def similarity(heard: Sequence[int], benchmark: Sequence[int]) -> float:
    """Return the proportional similarity of both, 0 to 1: what the two distributions share.

    Raises:
        ValueError: there is nobody on one side.
    """
    return sum(
        min(one, other) for one, other in zip(_shares(heard), _shares(benchmark), strict=True)
    )


def fair_similarity(people: int, benchmark: Sequence[int]) -> float:
    """Return the similarity that a fair sample of so many *people* has on average.

    A normal approximation of the mean distance of each share from its expected value.
    """
    distance = sum(sqrt(2 * share * (1 - share) / (pi * people)) for share in _shares(benchmark))
    return max(0.0, 1 - distance / 2)


def representativeness(heard: Sequence[int], benchmark: Sequence[int]) -> float:
    """Return the index: similarity over that of a fair sample of the same size, at most 1."""
    return min(1.0, similarity(heard, benchmark) / fair_similarity(sum(heard), benchmark))


def min_max_ratio(heard: Sequence[int], benchmark: Sequence[int]) -> float:
    """Return the lowest rate of participation over the highest, as other platforms publish it.

    One group without anybody makes it 0, and small samples make it low. It is shown beside the
    index so that people can compare.
    """
    rates = [one / other for one, other in zip(heard, benchmark, strict=True)]
    return min(rates) / max(rates) if max(rates) else 0.0


def r_indicator(heard: Sequence[int], benchmark: Sequence[int]) -> float:
    """Return R = 1 - 2·S, with S the standard deviation of the groups' chances to respond.

    Source: Schouten, Cobben and Bethlehem (2009), Indicators for the representativeness of survey
    response, Survey Methodology 35(1); weighted by the size of each group among residents.
    """
    rates = [one / other for one, other in zip(heard, benchmark, strict=True)]
    shares = _shares(benchmark)
    mean = sum(share * rate for share, rate in zip(shares, rates, strict=True))
    spread = sum(share * (rate - mean) ** 2 for share, rate in zip(shares, rates, strict=True))
    return 1 - 2 * sqrt(spread)


def answered_share(known: int, unknown: int) -> float:
    """Return the share of respondents who answered the question, 0 to 1; 0 where nobody came."""
    return known / (known + unknown) if known + unknown else 0.0


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts)
    if total <= 0:
        msg = "a distribution of nobody has no shares"
        raise ValueError(msg)
    return [count / total for count in counts]
