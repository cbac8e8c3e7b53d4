"""Where the invented comments point to, in metres from the place that each one is about."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from consultation.rules.comments import Channel, Place, PlaceWay
from geo.rules.grid import grid_point, to_degrees
from geo.rules.shapes import Shape

DRAWN_LINES, DRAWN_AREAS, WHOLE = 0.3, 0.15, 0.55
"""Shares of comments at a street that draw it, at an area that outline it, that mean it all."""

FAR_OFF, FARTHEST = 0.35, 1_900
"""Share of pins at a wide spot that lie on somebody's own way to it, and how far, in metres."""

WIDE = frozenset({"site", "city", "school", "bus-stop", "churn-lane"})

SPOKEN = frozenset({Channel.PAPER, Channel.PHONE, Channel.EMAIL, Channel.LETTER})
"""Channels on which people say in words where they mean."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that several people mean: its middle, how far they differ, and how it is called."""

    east: float
    north: float
    spread: float
    words: str
    runs: tuple[float, float] = (0, 0)  # half of a street, east and north
    is_area: bool = False


SPOTS = {
    "site": Spot(0, 0, 30, "The whole site", is_area=True),
    "hub": Spot(28, -22, 9, "The hub, on the corner"),
    "court": Spot(0, 4, 14, "The courtyard", is_area=True),
    "churn-lane": Spot(60, 10, 14, "Along Churn Lane", runs=(3, 90)),
    "lane-mouth": Spot(62, -96, 9, "The corner by the postbox"),
    "tansy-street": Spot(-10, 64, 12, "Tansy Street", runs=(95, -4)),
    "tansy-backs": Spot(-18, 47, 18, "The backs of the houses on Tansy Street"),
    "trees": Spot(53, 5, 16, "The three limes"),
    "bus-stop": Spot(-72, -84, 8, "The bus stop"),
    "school": Spot(88, 158, 22, "In front of the school"),
}
ANYWHERE = Spot(0, 0, 45, "The place itself")


def middle_of(lon: float, lat: float, east: float, north: float) -> tuple[float, float]:
    """Return the grid point some metres from a place in degrees."""
    x, y = grid_point(lon, lat)
    return x + east, y + north


def area_around(middle: tuple[float, float], width: float, height: float) -> Shape:
    """Return the land of a consultation: slightly askew, as land is."""
    x, y = middle
    w, h = width / 2, height / 2
    corners = [(x - w, y - h), (x + w, y - h + 6), (x + w - 5, y + h), (x - w + 4, y + h - 5)]
    return Shape(to_degrees(Polygon(corners)))


def place_for(rng: Random, middle: tuple[float, float], name: str, channel: Channel) -> Place:
    """Return how one contributor says where they mean, always the same for the same *rng*."""
    spot = SPOTS.get(name, ANYWHERE)
    if channel in SPOKEN:
        return Place(PlaceWay.WORDS, words=spot.words)
    if name in {"site", "city"} and rng.random() < WHOLE:
        return Place()
    if name in WIDE and rng.random() < FAR_OFF:
        away = Shape(to_degrees(_on_the_way(rng, middle)))
        return Place(PlaceWay.MAP, shape=away, far_is_right=True)
    drawn = to_degrees(_drawn(rng, middle, spot))
    return Place(PlaceWay.MAP, shape=Shape(drawn))


def _on_the_way(rng: Random, middle: tuple[float, float]) -> Point:
    far, towards = rng.uniform(250, FARTHEST), rng.uniform(0, 2 * pi)
    return Point(middle[0] + far * sin(towards), middle[1] + far * cos(towards))


def _drawn(rng: Random, middle: tuple[float, float], spot: Spot) -> BaseGeometry:
    along = rng.uniform(-1, 1)
    x = middle[0] + spot.east + along * spot.runs[0] + rng.gauss(0, spot.spread / 2)
    y = middle[1] + spot.north + along * spot.runs[1] + rng.gauss(0, spot.spread / 2)
    if any(spot.runs) and rng.random() < DRAWN_LINES:
        east, north = spot.runs
        return LineString(
            [(x - east / 2, y - north / 2), (x, y + 2), (x + east / 2, y + north / 2)]
        )
    if spot.is_area and rng.random() < DRAWN_AREAS:
        half = 6 + spot.spread * rng.random()
        return box(x - half, y - half, x + half, y + half)
    return Point(x, y)
