"""Money as people type and read it; kept in whole pence."""

from __future__ import annotations

import re

PENCE = 100
AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,12})(?:\.(\d{2}))?", re.ASCII)


def read_pounds(typed: str) -> int | None:
    """Return the pence of an amount such as 340,000 or £12.50; None where it is no amount."""
    found = AMOUNT.fullmatch(typed.strip())
    if found is None:
        return None
    whole = int(re.sub(r"[, ]", "", found[1]))
    return whole * PENCE + int(found[2] or 0)


def pounds(pence: int) -> str:
    """Return an amount as it is read: £340,000 or £12.50."""
    whole, rest = divmod(pence, PENCE)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"
