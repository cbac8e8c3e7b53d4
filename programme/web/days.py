"""A day in three boxes of a plain form: ``NAME-day``, ``NAME-month``, ``NAME-year``; and times."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import request

from foundation.base.clock import london_instant
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say

PARTS = ("day", "month", "year")


def typed_day(name: str) -> date | None:
    """Return the day that was typed, or None where it is none."""
    parts = [whole_number(request.form.get(f"{name}-{part}", "").strip(), 4) for part in PARTS]
    try:
        return date(*(part or 0 for part in reversed(parts)))
    except ValueError:
        return None


def day_or_none(name: str) -> date | None:
    """Return the day that was typed, or None where its boxes are empty.

    Raises:
        Invalid: something is typed that is no day.
    """
    day = typed_day(name)
    if day is None and any(request.form.get(f"{name}-{part}") for part in PARTS):
        sentence = say("Enter a day, a month and a year, such as 24 1 2027, or nothing.")
        raise Invalid(sentence, fields={name: sentence})
    return day


def typed_instant(day: str, at: str) -> datetime | None:
    """Return when a typed day and a London time such as 10:00 are, or None where they are none."""
    on = typed_day(day)
    try:
        clock = time.fromisoformat(request.form.get(at, ""))
    except ValueError:
        return None
    return london_instant(on, clock.replace(tzinfo=None)) if on else None


def typed_minutes(name: str) -> int | None:
    """Return a typed whole number of at most four digits, or None."""
    return whole_number(request.form.get(name), 4)
