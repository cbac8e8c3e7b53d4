"""Approximate ward outlines, worked out from a label point and an area for each ward.

Each ward gets what lies nearer to it than to any other, larger wards reaching farther (a power
diagram), within a city edge that has the right total area. They are for a first look and for
demonstrations, are marked as approximate, and official ones replace them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.rules.grid import Place, grid_point, to_degrees

SQUARE_METRES = 1_000_000
SMOOTHING_METRES = 150
ROUNDS = 24
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """Where a ward's name stands, and how large the ward is."""

    lon: float
    lat: float
    square_km: float


@dataclass(frozen=True, slots=True)
class _Disc:
    x: float
    y: float
    reach: float  # radius of a disc with the ward's area

    @property
    def drawn(self) -> BaseGeometry:
        return Point(self.x, self.y).buffer(self.reach)


def approximate_outlines(points: Mapping[str, LabelPoint]) -> dict[str, MultiPolygon]:
    """Return an outline in degrees for each code; the same input gives the same outlines."""
    discs = {code: _disc(point) for code, point in sorted(points.items())}
    edge = _city_edge(list(discs.values()), sum(point.square_km for point in points.values()))
    weight = _weight(list(discs.values()))
    outlines = {}
    for code, disc in discs.items():
        others = [other for key, other in discs.items() if key != code]
        outlines[code] = _in_degrees(_cell(disc, others, weight, edge).intersection(edge))
    return outlines


def _disc(point: LabelPoint) -> _Disc:
    x, y = grid_point(point.lon, point.lat)
    return _Disc(x, y, math.sqrt(point.square_km * SQUARE_METRES / math.pi))


def _city_edge(discs: list[_Disc], square_km: float) -> BaseGeometry:
    """Return the outline around all discs, grown or shrunk until its area is right."""
    discs_together = shapely.union_all([disc.drawn for disc in discs])
    widest = max(disc.reach for disc in discs)
    whole = discs_together.buffer(widest).buffer(-widest)
    low, high = -widest, widest
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if whole.buffer(middle).area < square_km * SQUARE_METRES:
            low = middle
        else:
            high = middle
    return whole.buffer(high).simplify(SMOOTHING_METRES)


def _weight(discs: list[_Disc]) -> float:
    """Return how much size counts: as much as leaves each label point in its own cell."""
    weight = 1.0
    while weight > 1 / 64 and not all(
        _distance(one, other) ** 2 > weight * abs(one.reach**2 - other.reach**2)
        for one in discs
        for other in discs
        if one is not other
    ):
        weight /= 2
    return weight


def _distance(one: _Disc, other: _Disc) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _cell(disc: _Disc, others: list[_Disc], weight: float, edge: BaseGeometry) -> BaseGeometry:
    west, south, east, north = edge.bounds
    cell: BaseGeometry = box(west, south, east, north)
    far = 2 * math.hypot(east - west, north - south)
    for other in others:
        cell = cell.intersection(_half_plane(disc, other, weight, far))
    return cell


def _half_plane(disc: _Disc, other: _Disc, weight: float, far: float) -> Polygon:
    """Return the side of the dividing line between two discs on which *disc* lies."""
    apart = _distance(disc, other)
    along: Place = ((other.x - disc.x) / apart, (other.y - disc.y) / apart)
    across: Place = (-along[1], along[0])
    share = (apart**2 + weight * (disc.reach**2 - other.reach**2)) / (2 * apart)
    corners = ((share, -far), (share, far), (share - far, far), (share - far, -far))
    return Polygon(
        (
            disc.x + forward * along[0] + aside * across[0],
            disc.y + forward * along[1] + aside * across[1],
        )
        for forward, aside in corners
    )


def _in_degrees(cell: BaseGeometry) -> MultiPolygon:
    parts = [part for part in shapely.get_parts(cell) if isinstance(part, Polygon)]
    return shapely.transform(to_degrees(MultiPolygon(parts)), lambda at: at.round(DECIMALS))
