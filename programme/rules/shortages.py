"""Too few submissions: when to say so while firms can still answer, and what can be done.

Source: programme-field.md §6, idea 8, and gate G3 of §2.5: with fewer than three somebody decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from programme.rules.matches import MOST

NEEDED = MOST
"""Submissions without which three firms cannot be matched."""


class Moment(StrEnum):
    """When the submissions of a window are counted."""

    HALFWAY = "halfway"
    LAST_WEEK = "last_week"
    CLOSED = "closed"


LEAST = {Moment.HALFWAY: 1, Moment.LAST_WEEK: 2, Moment.CLOSED: NEEDED}
"""Moment → how many there should be by then; most firms send in the last days."""


class Advice(StrEnum):
    """What can be done about it."""

    EXTEND = "extend"
    OUTREACH = "outreach"
    REROUTE = "reroute"
    PROCEED = "proceed"


@dataclass(frozen=True, slots=True)
class Count:
    """How many submissions there were at one moment; ``is_low`` is a warning."""

    moment: Moment
    at: datetime
    submissions: int
    is_low: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """What one way of going on would do; ``firms`` is how many it could bring."""

    advice: Advice
    firms: int


def counts(
    opens_at: datetime, closes_at: datetime, sent_at: Sequence[datetime], now: datetime
) -> tuple[Count, ...]:
    """Return how many submissions there were at each moment that has come, in order of time.

    A window of less than two weeks has no last week that is not its second half.
    """
    moments = {
        Moment.HALFWAY: opens_at + (closes_at - opens_at) / 2,
        Moment.LAST_WEEK: closes_at - timedelta(days=7),
        Moment.CLOSED: closes_at,
    }
    if moments[Moment.LAST_WEEK] <= moments[Moment.HALFWAY]:
        del moments[Moment.LAST_WEEK]
    found = []
    for moment, at in moments.items():
        if at <= now:
            had = sum(each < at for each in sent_at)
            found.append(Count(moment, at, had, had < LEAST[moment]))
    return tuple(found)


def is_short(
    opens_at: datetime, closes_at: datetime, sent_at: Sequence[datetime], now: datetime
) -> bool:
    """Tell whether there are too few submissions for the moment that came last."""
    come = counts(opens_at, closes_at, sent_at, now)
    return bool(come) and len([each for each in sent_at if each <= now]) < LEAST[come[-1].moment]


def chances(
    *, is_open: bool, begun: int, not_begun: int, elsewhere: int, sent: int
) -> tuple[Chance, ...]:
    """Return what can still be done, and how many firms each way could bring.

    Of *begun* firms none has sent; *not_begun* registered alone; *elsewhere* counts submissions to
    challenges that have more than are needed.
    """
    ways = [Chance(Advice.EXTEND, begun), Chance(Advice.OUTREACH, not_begun)] if is_open else []
    if elsewhere:
        ways.append(Chance(Advice.REROUTE, elsewhere))
    if not is_open:
        ways.append(Chance(Advice.PROCEED, sent))
    return tuple(ways)
