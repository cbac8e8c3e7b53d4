"""Days and numbers as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from foundation.web import words

SATURDAY = date(2026, 12, 12)


@pytest.mark.parametrize(
    ("filter_name", "given", "said"),
    [
        ("full_date", SATURDAY, "12 December 2026"),
        ("weekday", SATURDAY, "Sat 12 December"),
        ("short_date", SATURDAY, "12 Dec"),
        ("month", SATURDAY, "December 2026"),
        ("full_date", None, ""),
        ("number", 12345, "12,345"),
        ("percent", 0.834, "83%"),
    ],
)
def test_a_value_is_said_plainly(app: Flask, filter_name: str, given: object, said: str) -> None:
    with app.test_request_context():
        assert getattr(words, filter_name)(given) == said


def test_an_instant_is_said_as_the_day_in_london(app: Flask) -> None:
    just_before_midnight_utc = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with app.test_request_context():
        assert words.full_date(just_before_midnight_utc) == "1 July 2026"
