"""The instants at which a consultation opens and closes, as London clocks show them.

Two nights a year are different. In March an hour is skipped: a time in it does not exist and is
refused. In October an hour comes twice: opening means the first of the two, closing the second, so
that nobody who reads the clock comes too late.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from foundation.base.clock import LONDON
from foundation.base.errors import Invalid
from foundation.base.words import say

NOON = 12
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_NO_TIME = say("Enter a time, for example 9am, 17:30 or 23:59:59.")


def read_time(typed: str) -> time | None:
    """Return a time of day, to the second; None where nothing was typed.

    Raises:
        Invalid: it is no time.
    """
    text = typed.strip()
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if not found or not text.isascii():
        raise Invalid(_NO_TIME)
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found[4] or "").lower()
    if half and not 1 <= hour <= NOON:
        raise Invalid(_NO_TIME)
    if half:
        hour = hour % NOON + NOON * (half == "pm")
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Invalid(_NO_TIME) from None


def opening(day: date, at: time | None) -> datetime:
    """Return the UTC instant of opening; as the day begins where no time is given.

    Raises:
        Invalid: London clocks skip this time.
    """
    return _instant(day, at or time(0), fold=0)


def closing(day: date, at: time | None) -> datetime:
    """Return the UTC instant of closing; as the day ends where no time is given.

    Raises:
        Invalid: London clocks skip this time.
    """
    if at is None:
        return _instant(day + timedelta(days=1), time(0), fold=0)
    return _instant(day, at, fold=1)


def opening_typed(instant: datetime) -> tuple[date, str]:
    """Return day and time as an officer would type them; no time where the day begins."""
    there = instant.astimezone(LONDON)
    return there.date(), "" if there.time() == time(0) else _typed(there.time())


def closing_typed(instant: datetime) -> tuple[date, str]:
    """Return day and time as an officer would type them; no time where the day ends."""
    there = instant.astimezone(LONDON)
    if there.time() == time(0):
        return there.date() - timedelta(days=1), ""
    return there.date(), _typed(there.time())


def _typed(at: time) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def _instant(day: date, at: time, fold: int) -> datetime:
    wanted = datetime.combine(day, at.replace(fold=fold), tzinfo=LONDON)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(LONDON).time() != at:
        raise Invalid(
            say(
                "The clocks go forward in this night, and there is no {time}. Choose another time.",
                time=_typed(at),
            )
        )
    return instant
