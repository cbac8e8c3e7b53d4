"""Whole numbers that somebody typed: nothing else is taken for one, and none takes long."""

from __future__ import annotations

import pytest

from foundation.base.numbers import whole_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("999", 999),
        ("1000", None),
        ("", None),
        (None, None),
        (" 7", None),
        ("-7", None),
        ("7.0", None),
        ("1_0", None),
        ("٧", None),
        ("²", None),
        ("9" * 1_000_000, None),
    ],
)
def test_only_so_many_plain_digits_are_a_number(typed: str | None, number: int | None) -> None:
    assert whole_number(typed, 3) == number
