"""The ways to reach somebody who has no account, and how their addresses are written."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

MAILS_A_DAY = 3
"""What we write in a day to an address whose owner has not said yes."""

UNCONFIRMED_FOR = timedelta(days=7)
"""How long an address is kept that nobody has confirmed."""

ASKS_KEPT_FOR = timedelta(days=2)
LETTERS_KEPT_FOR = timedelta(days=30)

MOST_LINES = 7
LONGEST_LINE = 60

_BETWEEN = re.compile(r"[\s().-]+")
_BRITISH = re.compile(r"(?:\+44|0044|0)0?(7\d{9})")
_ELSEWHERE = re.compile(r"(?:\+|00)([1-9]\d{7,14})")


class Medium(StrEnum):
    """How somebody is told."""

    EMAIL = "email"
    TEXT = "text"
    POST = "post"


def plain_phone(typed: str) -> str | None:
    """Return a mobile number such as ``+447700900123``, or None if it is none.

    British numbers may begin with 07; others need their country's code.
    """
    digits = _BETWEEN.sub("", typed)
    british = _BRITISH.fullmatch(digits)
    if british:
        return f"+44{british[1]}"
    other = _ELSEWHERE.fullmatch(digits)
    return f"+{other[1]}" if other and not other[1].startswith("44") else None


def plain_lines(typed: str) -> str:
    """Return a postal address line by line, without what no printer can show."""
    lines = (" ".join(line.split()) for line in typed.splitlines())
    return "\n".join(line for line in lines if line)


def is_postal(lines: str) -> bool:
    """Tell whether *lines* can stand in the window of an envelope."""
    each = lines.split("\n")
    fits = 3 <= len(each) <= MOST_LINES and max(map(len, each)) <= LONGEST_LINE  # noqa: PLR2004
    return fits and lines.replace("\n", "").isprintable()


def masked(medium: Medium, address: str) -> str:
    """Return as much of an address as its owner needs to know it again."""
    match medium:
        case Medium.EMAIL:
            name, _, domain = address.partition("@")
            return f"{name[:1]}…@{domain}"
        case Medium.TEXT:
            return f"…{address[-3:]}"
        case Medium.POST:
            return address.rsplit("\n", 1)[-1]
