from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.working_days import (
    MONDAY_TO_FRIDAY,
    is_working_day,
    known_until,
    working_days_after,
    working_days_between,
)

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
WEEKS = st.frozensets(st.integers(1, 7), min_size=1)


@pytest.mark.parametrize(
    ("said", "number", "answered"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),  # a Monday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # a Friday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2026, 4, 3), 2, date(2026, 4, 8)),  # said on Good Friday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas Day, Boxing Day on a Monday
        (date(2026, 12, 23), 5, date(2027, 1, 4)),  # over Christmas and New Year
        (date(2027, 12, 24), 2, date(2027, 12, 30)),  # both holidays have substitute days
        (date(2026, 12, 9), 20, date(2027, 1, 11)),
    ],
)
def test_bank_holidays_and_weekends_do_not_count(said: date, number: int, answered: date) -> None:
    assert working_days_after(said, number, MONDAY_TO_FRIDAY) == answered


@pytest.mark.parametrize(
    ("week", "answered"), [({1}, date(2026, 12, 7)), ({6, 7}, date(2026, 11, 29))]
)
def test_a_council_works_on_days_of_its_own(week: set[int], answered: date) -> None:
    assert working_days_after(date(2026, 11, 24), 2, week) == answered


def test_behind_the_last_known_holiday_only_the_week_counts() -> None:
    assert known_until() >= date(2028, 12, 26)
    good_friday = date(2035, 3, 23)
    assert working_days_after(good_friday - timedelta(days=1), 1, MONDAY_TO_FRIDAY) == good_friday


@given(DAYS, st.integers(1, 60), WEEKS)
def test_a_promise_falls_on_a_working_day_and_counts_as_many(
    said: date, number: int, week: frozenset[int]
) -> None:
    answered = working_days_after(said, number, week)
    assert is_working_day(answered, week)
    assert working_days_between(said, answered, week) == number


@given(DAYS, st.integers(1, 60), WEEKS)
def test_who_speaks_later_is_never_answered_sooner(
    said: date, number: int, week: frozenset[int]
) -> None:
    later = working_days_after(said + timedelta(days=1), number, week)
    assert working_days_after(said, number, week) <= later
