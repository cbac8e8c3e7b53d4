"""What may stand in words that people send: the house's own rules, by the name they have here."""

from __future__ import annotations

from foundation.base.written import (
    MOST_MARKS,
    cleaned,
    direction,
    in_one_line,
    same_words,
    says_something,
)

__all__ = [
    "MOST_MARKS",
    "cleaned",
    "direction",
    "in_one_line",
    "same_words",
    "says_something",
]
