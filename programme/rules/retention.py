"""How many are still with us at the end of each week: a curve for firms, another for the council.

The share is the product-limit estimate (Kaplan and Meier 1958): who joins later, or whose last
sessions nobody wrote down, is counted only for the weeks in which something is known of them.
Somebody is lost in the week after the last one they came to, if they said that they left, or if
they were absent ever since and at least twice. Sessions that they were excused from, or whose
attendance was not taken, say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from programme.rules.attendance import COUNTED, THERE, Came

MISSES = 2
"""Sessions missed in a row, to the last one known, after which somebody counts as lost."""


@dataclass(frozen=True, slots=True)
class Stay:
    """What is known of one seat: weeks count from 1; *marks* are (week, what was written down)."""

    joined: int
    marks: tuple[tuple[int, Came], ...] = ()
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a week: how many of how many are still there, and the estimated share."""

    week: int
    still: int
    of: int
    share: Fraction


def lost_in(stay: Stay) -> int | None:
    """Return the week in which somebody was lost, or None while they are with us."""
    counted = [(week, mark) for week, mark in stay.marks if mark in COUNTED]
    missed = 0
    while missed < len(counted) and counted[-1 - missed][1] not in THERE:
        missed += 1
    silent = counted[-missed][0] if missed >= MISSES else None
    known = [week for week in (stay.left, silent) if week is not None]
    return max(stay.joined, min(known)) if known else None


def curve(stays: Sequence[Stay], weeks: int) -> tuple[Point, ...]:
    """Return a point for each week from 1 to *weeks*; none before anybody has joined."""
    ends = [(stay.joined, lost_in(stay)) for stay in stays]
    share, points = Fraction(1), []
    for week in range(1, weeks + 1):
        joined = [lost for began, lost in ends if began <= week]
        at_risk = sum(lost is None or lost >= week for lost in joined)
        gone = sum(lost == week for lost in joined)
        if at_risk:
            share *= Fraction(at_risk - gone, at_risk)
        if joined:
            points.append(Point(week, at_risk - gone, len(joined), share))
    return tuple(points)
