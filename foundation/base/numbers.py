"""Whole numbers that somebody typed."""

from __future__ import annotations


def whole_number(text: str | None, most_digits: int) -> int | None:
    """Return the number that *text* is in the digits 0 to 9, of so many at most, or None.

    The digits are counted before they are read: a number of a million digits takes minutes.
    """
    typed = text or ""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= most_digits):
        return None
    return int(typed)
