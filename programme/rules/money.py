"""Money: whole pence inside, pounds for people."""

from __future__ import annotations


def pounds(pence: int) -> str:
    """Return a sum as people write it: £48,000, or £48,000.50 where there are pence."""
    whole, rest = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest else "")
