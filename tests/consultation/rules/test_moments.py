"""Opening and closing mean what London clocks show, in both nights in which they change."""

from __future__ import annotations

from datetime import date, time

import pytest

from consultation.rules.moments import (
    closing,
    closing_typed,
    opening,
    opening_typed,
    read_time,
)
from foundation.base.errors import Invalid

WINTER, SUMMER = date(2026, 12, 1), date(2027, 7, 1)
FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("9", time(9)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("5.30 pm", time(17, 30)),
        ("17:30", time(17, 30)),
        ("23:59:59", time(23, 59, 59)),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["noon", "25:00", "13pm", "0am", "9:60", "9:5", "-1", "\u0669am"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="Enter a time"):
        read_time(typed)


@pytest.mark.parametrize(
    ("day", "at", "opens", "closes"),
    [
        (WINTER, None, "2026-12-01T00:00:00", "2026-12-02T00:00:00"),
        (WINTER, time(17), "2026-12-01T17:00:00", "2026-12-01T17:00:00"),
        (SUMMER, None, "2027-06-30T23:00:00", "2027-07-01T23:00:00"),
        (FORWARD, None, "2027-03-28T00:00:00", "2027-03-28T23:00:00"),
        (FORWARD, time(0, 59, 59), "2027-03-28T00:59:59", "2027-03-28T00:59:59"),
        (FORWARD, time(2), "2027-03-28T01:00:00", "2027-03-28T01:00:00"),
        (BACK, None, "2026-10-24T23:00:00", "2026-10-26T00:00:00"),
        (BACK, time(1), "2026-10-25T00:00:00", "2026-10-25T01:00:00"),
        (BACK, time(1, 30), "2026-10-25T00:30:00", "2026-10-25T01:30:00"),
        (BACK, time(2), "2026-10-25T02:00:00", "2026-10-25T02:00:00"),
    ],
)
def test_the_hour_that_comes_twice_opens_the_first_time_and_closes_the_second(
    day: date, at: time | None, opens: str, closes: str
) -> None:
    assert opening(day, at).isoformat() == f"{opens}+00:00"
    assert closing(day, at).isoformat() == f"{closes}+00:00"


@pytest.mark.parametrize("at", [time(1), time(1, 30), time(1, 59, 59)])
def test_the_hour_that_is_skipped_in_march_is_refused(at: time) -> None:
    for instant_of in (opening, closing):
        with pytest.raises(Invalid, match="clocks go forward"):
            instant_of(FORWARD, at)


@pytest.mark.parametrize("day", [WINTER, SUMMER, FORWARD, BACK])
@pytest.mark.parametrize("typed", ["", "09:00", "23:59:59"])
def test_what_was_typed_comes_back_as_it_was(day: date, typed: str) -> None:
    at = read_time(typed)
    assert opening_typed(opening(day, at)) == (day, typed)
    assert closing_typed(closing(day, at)) == (day, typed)
