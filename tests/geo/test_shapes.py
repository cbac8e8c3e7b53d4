"""What a marked place can say of itself, and boxes that pages ask for."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point, Polygon

from foundation.base.errors import Malformed
from geo.rules.boxes import Box, read_box
from geo.rules.grid import grid_point, to_degrees
from geo.rules.shapes import Shape, distance_metres, snapped

FIELD = Shape(to_degrees(Polygon([(406000, 286000), (406200, 286000), (406200, 286100)])))


def test_an_area_knows_its_hectares_and_a_point_has_none() -> None:
    assert FIELD.hectares == pytest.approx(1.0, rel=1e-6)
    assert Shape(Point(-1.9, 52.4)).hectares == 0


@pytest.mark.parametrize(
    "geometry", [Point(-1.9, 52.4), LineString([(-1.9, 52.4), (-1.8, 52.5)]), FIELD.geometry]
)
def test_the_label_lies_on_the_place(geometry: Point) -> None:
    assert geometry.distance(Point(Shape(geometry).label)) < 1e-6


def test_distance_is_in_metres_and_nothing_inside() -> None:
    away = Shape(to_degrees(Point(406300, 286050)))
    assert distance_metres(away, FIELD) == pytest.approx(100, abs=0.01)
    assert distance_metres(Shape(Point(FIELD.label)), FIELD) == 0


def test_a_snapped_pin_names_no_door() -> None:
    pins = {snapped(-1.844 + step * 1e-5, 52.4775) for step in range(5)}
    assert len(pins) <= 2
    for lon, lat in pins:
        assert [number % 50 for number in grid_point(lon, lat)] == pytest.approx([25, 25], abs=0.1)


def test_a_box_is_read_in_the_order_of_geojson() -> None:
    assert read_box("-1.92,52.46,-1.84,52.5") == Box(-1.92, 52.46, -1.84, 52.5)
    assert read_box("-1.92,52.46,-1.84,52.5").holds(-1.9, 52.48)
    assert read_box("-180,-90,180,90").drawn.area == 360 * 180


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "-1.84,52.46,-1.92,52.5",
        "-1.92,52.5,-1.84,52.46",
        "-1.9,52,-1.9,53",
        "-181,0,0,1",
        "0,0,1,91",
        "nan,0,1,1",
        "inf,0,1,1",
        "1e3,0,1,1",
        "-1.9,52,-1.8,٣",
        "-1.12345678901234567890123,0,1,1",
        "a,b,c,d",
        "1,1,1,1" * 1000,
    ],
)
def test_any_other_box_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Malformed, match="west,south,east,north"):
        read_box(text)
