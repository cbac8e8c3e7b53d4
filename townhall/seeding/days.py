"""On which day and at which hour each invented thing happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from foundation.base.clock import london_day, london_instant
from townhall.seeding.reading import Act, Below, Said

HOURS = (7, 8, 8, 9, 10, 11, 12, 12, 13, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 20, 21, 21, 22)
"""When people write; evenings more than mornings."""

BUSY_DAYS = {0: 5, 1: 4, 2: 3, 9: 5, 10: 3}
"""Day of a consultation → how much busier than others: letters arrive, then a drop-in session."""

LEADS = 0.55
"""What has been answered was mostly said early."""

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Timed:
    """One comment with the moment it was made, and the moment of each line below it."""

    said: Said
    at: datetime
    below: tuple[tuple[datetime, Below], ...]


def timed(
    rng: Random, texts: Sequence[Said], opens: datetime, closes: datetime, now: datetime
) -> list[Timed]:
    """Spread *texts* over the days of a consultation, the earliest first.

    What would lie after *now* has not happened yet and is left out.
    """
    last = min(closes, now) - timedelta(minutes=20)
    moments = sorted(_moment(rng, opens, last) for _ in texts)
    ordered = sorted(texts, key=lambda said: rng.random() * (LEADS if said.below else 1))
    return [
        Timed(said, at, tuple(_after(rng, said, at, last, now)))
        for said, at in zip(ordered, moments, strict=True)
    ]


def timed_late(texts: Sequence[Said], closes: datetime) -> Iterator[Timed]:
    """Yield what is said after the last day, one a day, each answered within a week."""
    for number, said in enumerate(texts, 1):
        at = closes + timedelta(days=number, hours=10)
        below = [(at + timedelta(days=5 + days), line) for days, line in enumerate(said.below)]
        yield Timed(said, at, tuple(below))


def _moment(rng: Random, opens: datetime, last: datetime) -> datetime:
    days = range(max((last - opens).days, 0) + 1)
    day = rng.choices(days, [BUSY_DAYS.get(day, 1) for day in days])[0]
    on = london_day(opens) + timedelta(days=day)
    at = london_instant(on, time(rng.choice(HOURS), rng.randrange(60), rng.randrange(60)))
    return at if opens <= at <= last else opens + (last - opens) * rng.random()


def _after(
    rng: Random, said: Said, at: datetime, last: datetime, now: datetime
) -> list[tuple[datetime, Below]]:
    found = []
    for line in said.below:
        is_public = line.act in {Act.REPLY, Act.REPLY_TO_REPLY}
        if is_public:
            at = min(at + timedelta(hours=rng.uniform(0.3, 22)), max(last, at))
        else:
            at = _in_office_hours(rng, at + timedelta(days=rng.uniform(0.6, 4)))
        if at >= now or (is_public and at > last):
            break
        at += timedelta(seconds=1)
        found.append((at, line))
    return found


def _in_office_hours(rng: Random, at: datetime) -> datetime:
    day = london_day(at)
    while day.weekday() >= WEEKEND:
        day += timedelta(days=1)
    moved = london_instant(day, time(rng.randrange(9, 17), rng.randrange(60), rng.randrange(60)))
    return max(moved, at)
