"""Sort rates into a few classes for a map in one hue."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

MOST_CLASSES = 5
TENTHS = 10


@dataclass(frozen=True, slots=True)
class WardFigure:
    """What a ward is shaded by; None where too few would be shown, or nothing is known.

    ``rate`` is per 1,000 residents. Who makes the figures decides what is too few.
    """

    code: str
    count: int | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class Shading:
    """Where one class ends and the next begins; the lowest class lies below the first step."""

    steps: tuple[float, ...]

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.steps) + 1

    def class_of(self, rate: float) -> int:
        """Return 0 for the lowest class, and so on; a rate on a step belongs above it."""
        return bisect_right(self.steps, rate)


def shading(rates: Iterable[float | None], classes: int = MOST_CLASSES) -> Shading:
    """Return classes with about equally many wards in each, at round numbers."""
    known = sorted(rate for rate in rates if rate is not None)
    if not known:
        return Shading(())
    at = (len(known) * number // classes for number in range(1, classes))
    steps = {math.floor(known[index] * TENTHS) / TENTHS for index in at}
    return Shading(tuple(sorted(step for step in steps if step > known[0])))
