"""Degrees and metres: known places, there and back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from shapely.geometry import Point, box

from geo.rules.grid import (
    degrees,
    grid_point,
    looks_like_grid,
    many_degrees,
    many_grid_points,
    to_degrees,
    to_grid,
)
from tests.geo.shapes import some_shapes

KNOWN = [
    ("Caister water tower, as Ordnance Survey works it out", 1.716038, 52.658008, 651410, 313177),
    ("Birmingham, Victoria Square", -1.903535, 52.47666, 406649, 286529),
]


@pytest.mark.parametrize(("lon", "lat", "easting", "northing"), [row[1:] for row in KNOWN])
def test_known_places_agree_within_some_metres(
    lon: float, lat: float, easting: int, northing: int
) -> None:
    assert grid_point(lon, lat) == pytest.approx((easting, northing), abs=5)
    assert degrees(easting, northing) == pytest.approx((lon, lat), abs=1e-4)


def test_there_and_back_is_less_than_a_centimetre_off() -> None:
    for shape in some_shapes(5, 200):
        assert to_degrees(to_grid(shape)).equals_exact(shape, 1e-7)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    places = [(-1.9, 52.4), (-1.8, 52.5)]
    assert many_grid_points(places) == [grid_point(*place) for place in places]
    assert many_degrees([(406689, 286822)]) == [degrees(406689, 286822)]
    assert many_degrees([]) == []


def test_many_threads_share_one_way_and_get_the_same() -> None:
    places = [(-8 + at % 100 / 10, 50 + at // 100 / 5) for at in range(2_000)]
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda place: grid_point(*place), places))
    assert found == [grid_point(*place) for place in places]


def test_areas_come_out_in_square_metres() -> None:
    square = to_degrees(box(406000, 286000, 407000, 287000))
    assert to_grid(square).area == pytest.approx(1_000_000, rel=1e-6)
    assert to_grid(Point(-1.9, 52.4)).geom_type == "Point"


@pytest.mark.parametrize(
    ("x", "y", "is_grid"),
    [(406689, 286822, True), (-1.9, 52.4, False), (52.4, -1.9, False), (0, 0, False)],
)
def test_grid_numbers_are_known_by_their_size(x: float, y: float, *, is_grid: bool) -> None:
    assert looks_like_grid(x, y) is is_grid
