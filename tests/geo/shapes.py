"""Random but repeatable places in and around Birmingham."""

from __future__ import annotations

import math
from random import Random

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

WEST, SOUTH, EAST, NORTH = -2.05, 52.38, -1.72, 52.62


def repeatable(seed: int) -> Random:
    return Random(seed)  # noqa: S311  test data is no secret


def a_spot(dice: Random) -> tuple[float, float]:
    return round(dice.uniform(WEST, EAST), 7), round(dice.uniform(SOUTH, NORTH), 7)


def a_point(dice: Random) -> Point:
    return Point(a_spot(dice))


def a_line(dice: Random) -> LineString:
    x, y = a_spot(dice)
    steps = [(dice.uniform(-0.004, 0.004), dice.uniform(-0.003, 0.003)) for _ in range(4)]
    return LineString([(x, y), *((round(x + dx, 7), round(y + dy, 7)) for dx, dy in steps)])


def a_star(dice: Random, reach: float = 0.004) -> Polygon:
    """A star around a spot: concave, but never crossing itself."""
    x, y = a_spot(dice)
    corners = dice.randint(4, 12)
    turns = [2 * math.pi * (step + dice.random() * 0.8) / corners for step in range(corners)]
    far = [dice.uniform(reach / 8, reach) for _ in turns]
    ring = [
        (round(x + size * math.cos(turn), 7), round(y + size * math.sin(turn), 7))
        for turn, size in zip(turns, far, strict=True)
    ]
    return Polygon(ring)


def some_shapes(seed: int, count: int) -> list[BaseGeometry]:
    dice = repeatable(seed)
    makers = (a_point, a_line, a_star)
    return [makers[at % len(makers)](dice) for at in range(count)]
