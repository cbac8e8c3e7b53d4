"""The curve of who is still there, as points of a drawing; the table beside it has the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from programme.rules.retention import Point

WIDTH, HEIGHT = 300, 120
"""The area of the curve within the drawing, whose origin is the first week at 100 per cent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: corners as a drawing wants them, where it ends, and the share there."""

    corners: str
    dots: tuple[tuple[int, int], ...]
    percent: int

    @property
    def end(self) -> tuple[int, int]:
        """Return where the words stand."""
        return self.dots[-1]


def line(points: Sequence[Point], weeks: int) -> Line | None:
    """Return the curve of *points* over *weeks*, or None where there is none."""
    if not points:
        return None
    dots = tuple((at(point.week, weeks), _height(point)) for point in points)
    corners = " ".join(f"{x},{y}" for x, y in dots)
    return Line(corners, dots, percent(points[-1]))


def at(week: int, weeks: int) -> int:
    """Return where a week stands across the drawing."""
    return round(WIDTH * (week - 1) / max(1, weeks - 1))


def ticks(weeks: int) -> list[tuple[int, int]]:
    """Return each week with where it stands."""
    return [(week, at(week, weeks)) for week in range(1, weeks + 1)]


def percent(point: Point) -> int:
    """Return a share in whole per cent, rounded half up."""
    return int(point.share * 100 + point.share.__class__(1, 2))


def _height(point: Point) -> int:
    return round(HEIGHT * (1 - point.share))
