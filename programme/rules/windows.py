"""The window in which firms may answer: long enough, and not over Christmas alone.

Source: programme-field.md §2.5: 28 days, and not wholly inside 20 December to 3 January.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from foundation.base.clock import london_day

FIRST = (12, 20)
LAST = (1, 3)


def days_between(opens_at: datetime, closes_at: datetime) -> int:
    """Return how many whole London days firms have, from the day it opens."""
    return (london_day(closes_at) - london_day(opens_at)).days


def is_over_christmas_alone(opens_at: datetime, closes_at: datetime) -> bool:
    """Tell whether every day of the window lies between 20 December and 3 January."""
    first, last = london_day(opens_at), london_day(closes_at - timedelta(microseconds=1))
    begins = date(first.year if first.month == FIRST[0] else first.year - 1, *FIRST)
    return begins <= first and last <= date(begins.year + 1, *LAST)


def has_passed(closes_at: datetime | None, now: datetime) -> bool:
    """Tell whether the deadline lies behind: to the microsecond, the instant itself is too late."""
    return closes_at is not None and now >= closes_at
