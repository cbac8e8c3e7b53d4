"""Days and times as survey tools write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from foundation.base.clock import london_instant
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import in_one_line

FIRST_YEAR, LAST_YEAR = 2000, 2100
TWELVE = 12
DAY = 86_400
SERIALS = (20_000, 80_000)
"""What a workbook keeps a day of our time as: days since the end of 1899."""

EPOCH = date(1899, 12, 30)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm)?", re.IGNORECASE)
WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
MILLISECONDS = re.compile(r"\d{13}")
NUMBER = re.compile(r"\d{5}(?:\.\d+)?")


def is_month_first(texts: Iterable[str], *, usually: bool) -> bool:
    """Tell whether a column writes 12/31/2026; *usually* decides where no day is past the 12th."""
    for text in texts:
        found = YEAR_LAST.match(text.strip())
        if found and int(found[1]) > TWELVE:
            return False
        if found and int(found[2]) > TWELVE:
            return True
    return usually


def said_at(text: str, *, month_first: bool) -> datetime:
    """Return the instant that *text* names; a day alone is its first, London time.

    Raises:
        Invalid: it names none.
    """
    text = in_one_line(text)
    try:
        return _instant(text, month_first=month_first)
    except (ValueError, OverflowError) as wrong:
        raise Invalid(say("Write the day like 2026-03-31 or 31/03/2026.")) from wrong


def _instant(text: str, *, month_first: bool) -> datetime:
    if MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    if NUMBER.fullmatch(text) and SERIALS[0] <= float(text) < SERIALS[1]:
        days, of_day = divmod(float(text), 1)
        seconds = min(round(of_day * DAY), DAY - 1)
        at = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        return london_instant(EPOCH + timedelta(days=days), at)
    day, rest = _day(text, month_first=month_first)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    if re.search(r"\d(Z|[+-]00:?00)$", rest):
        return datetime.combine(day, _clock(rest), UTC)
    return london_instant(day, _clock(rest))


def _day(text: str, *, month_first: bool) -> tuple[date, str]:
    if found := YEAR_FIRST.match(text):
        return date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
    if found := YEAR_LAST.match(text):
        one, two = int(found[1]), int(found[2])
        month, day = (one, two) if month_first else (two, one)
        return date(int(found[3]), month, day), text[found.end() :]
    for shape in WRITTEN:
        try:
            return datetime.strptime(text, shape).date(), ""  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(text)


def _clock(text: str) -> time:
    found = CLOCK.search(text)
    if found is None:
        return time(0)
    hour = int(found[1])
    half = (found[4] or "").lower()
    if half:
        hour = hour % TWELVE + (TWELVE if half == "pm" else 0)
    return time(hour, int(found[2]), int(found[3] or 0))
