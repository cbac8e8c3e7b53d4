"""How many comments a ward sent, for each 1,000 people who live there."""

from __future__ import annotations

FEWEST = 10
"""Fewer comments than these are not shown for a ward: so few say more about people than places."""

THOUSAND = 1000


def shown_count(comments: int) -> int | None:
    """Return the number of comments, or None where it is too small to be shown."""
    return comments if comments >= FEWEST else None


def rate(comments: int | None, residents: int | None) -> float | None:
    """Return comments for each 1,000 residents, or None where either is not known."""
    if comments is None or not residents:
        return None
    return round(comments / residents * THOUSAND, 1)
