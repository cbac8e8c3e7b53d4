"""What time it is: instants in UTC, days as London sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Clock = Callable[[], datetime]
"""Anything that tells the present instant in UTC; tests pass their own."""


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def london_day(instant: datetime) -> date:
    """Return the day that a London calendar shows at *instant*."""
    return instant.astimezone(LONDON).date()


def london_instant(day: date, at: time = time(0)) -> datetime:
    """Return the UTC instant at which London clocks show *day* and *at*.

    In the hour that comes twice in October the first is meant; a time that is skipped in March
    is read as an hour later.
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
