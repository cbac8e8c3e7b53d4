"""Days and numbers as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from foundation.base.prose import beginning
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


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Trees, please.", 14, "Trees, please."),
        ("More trees and benches", 16, "More trees and…"),
        ("More trees", 4, "More…"),
        ("请 多种一些树木在这条街上", 8, "请 多种一些树木…"),
        ("aaaae\u0301e\u0301", 5, "aaaa…"),
        ("aaa👩\u200d🌾", 4, "aaa…"),
        ("aaa👩\u200d🌾", 5, "aaa…"),
        ("\u0301\u0301\u0301", 2, "…"),
    ],
)
def test_a_long_text_is_cut_between_words_and_never_inside_a_letter(
    text: str, most: int, said: str
) -> None:
    assert beginning(text, most) == said


def test_an_instant_is_said_as_the_day_in_london(app: Flask) -> None:
    just_before_midnight_utc = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with app.test_request_context():
        assert words.full_date(just_before_midnight_utc) == "1 July 2026"
