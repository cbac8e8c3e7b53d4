"""What the desk costs: minutes of officers for each comment that got its answer.

Minutes belong to a consultation and a day, never to a person: they show a cost, and nobody's pace.
"""

from __future__ import annotations

from enum import StrEnum

LONGEST_LOOK = 600
"""Seconds of one screen that count; who looks longer has gone to make tea."""

FEWEST_ANSWERED = 10
"""Below so many answers a mean says nothing."""


class Part(StrEnum):
    """Where the time went."""

    DESK = "desk"
    ENTRY = "entry"


def counted(seconds: int) -> int:
    """Return how much of a look at one screen counts, in whole seconds."""
    return max(0, min(seconds, LONGEST_LOOK))


def minutes_for_each(seconds: int, answered: int) -> float | None:
    """Return minutes per answered comment to one place; None while too few are answered."""
    if answered < FEWEST_ANSWERED or seconds <= 0:
        return None
    return round(seconds / 60 / answered, 1)
