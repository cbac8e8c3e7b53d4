"""What is wanted of a ratio, and whether what was measured is that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Verdict(StrEnum):
    """What the ratios of all rounds say of a target."""

    MET = "met"
    OPEN = "open"
    MISSED = "missed"
    NONE = "no figure"


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of ``over ÷ under`` in one setting; one of *least* and *most* is given.

    Args:
        under: names of contenders whose values are added up, such as a tile's SQL and a hello.
    """

    setting: str
    over: str
    under: tuple[str, ...]
    least: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> str:
        """Say which ratio this is."""
        return f"{self.over} ÷ {' + '.join(self.under)}"

    @property
    def wanted(self) -> str:
        """Say what is wanted of it."""
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"

    def holds(self, ratio: float) -> bool:
        """Tell whether *ratio* is what is wanted."""
        if self.least is not None:
            return ratio >= self.least
        return self.most is not None and ratio <= self.most


def ratios(over: Sequence[float | None], under: Sequence[Sequence[float | None]]) -> list[float]:
    """Return the ratio of each round in which every value is valid."""
    found = []
    for value, *below in zip(over, *under, strict=True):
        parts = [part for part in below if part is not None]
        if value is not None and len(parts) == len(below) and sum(parts) > 0:
            found.append(value / sum(parts))
    return found


def verdict(target: Target, found: Sequence[float]) -> Verdict:
    """Judge: missed only if the median misses and no round reached the target."""
    if not found:
        return Verdict.NONE
    if target.holds(median(found)):
        return Verdict.MET
    return Verdict.OPEN if any(map(target.holds, found)) else Verdict.MISSED
