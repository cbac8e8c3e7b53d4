"""Which days are working days in England: a council's own week, less the bank holidays.

Source: the list of GOV.UK as ``govuk-bank-holidays`` carries it, read from the package and never
from the network. Behind its last day only the week counts: a promise then falls due a little
sooner, never later, than it would with the holidays known.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})


@cache
def bank_holidays() -> frozenset[date]:
    """Return every bank holiday of England that is known, substitute days included."""
    known = BankHolidays(use_cached_holidays=True)
    listed = known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(holiday["date"] for holiday in listed)


def bank_holidays_between(first: date, last: date) -> list[tuple[date, str]]:
    """Return day and name of each bank holiday of England from *first* to *last*, both included."""
    known = BankHolidays(use_cached_holidays=True)
    listed = known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return sorted(
        (holiday["date"], holiday["title"])
        for holiday in listed
        if first <= holiday["date"] <= last
    )


def known_until() -> date:
    """Return the last day up to which bank holidays are known."""
    return max(bank_holidays())


def is_working_day(day: date, week: Set[int]) -> bool:
    """Tell whether *day* is one of the *week* (Monday = 1) and no bank holiday."""
    return day.isoweekday() in week and day not in bank_holidays()


def working_days_after(day: date, number: int, week: Set[int]) -> date:
    """Return the last of the *number* working days that follow *day*, which itself never counts.

    Args:
        day: from which is counted.
        number: at least 1.
        week: days on which the council works, Monday = 1; at least one.
    """
    left = number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, week)
    return day


def working_days_between(start: date, end: date, week: Set[int]) -> int:
    """Return how many working days lie after *start*, up to and with *end*; 0 where none do."""
    days = (start + timedelta(days=1 + each) for each in range((end - start).days))
    return sum(is_working_day(day, week) for day in days)
