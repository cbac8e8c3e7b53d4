"""What the attacks measured, gathered for the table at the end of a run."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

ROWS: list[tuple[str, str, str]] = []
"""(attack, what was measured, figure), in the order in which they were found."""


def note(attack: str, **figures: object) -> None:
    """Keep the figures of one attack; underscores in their names are spaces."""
    ROWS.extend((attack, name.replace("_", " "), str(each)) for name, each in figures.items())


def spread(seconds: Sequence[float]) -> str:
    """Return median, least and most of some durations."""
    if not seconds:
        return "none"
    middle = statistics.median(seconds)
    return f"{middle:.1f} s ({min(seconds):.1f} to {max(seconds):.1f}, {len(seconds)} times)"


def table() -> list[str]:
    """Return the lines of the table."""
    widths = [max((len(row[column]) for row in ROWS), default=0) for column in (0, 1)]
    return [f"{one:<{widths[0]}}  {two:<{widths[1]}}  {three}" for one, two, three in ROWS]
