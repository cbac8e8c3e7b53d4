"""An outline keeps its form on a picture, whatever it is and wherever it lies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.link_card import fitted, rings

BOX = (100, 50, 300, 250)
DEGREES = st.floats(-60, 60, allow_nan=False)


@pytest.mark.parametrize(
    ("geometry", "lines"),
    [
        ({"type": "Point", "coordinates": [1.0, 2.0]}, [[(1.0, 2.0)]]),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, [[(1, 2), (3, 4)]]),
        (
            {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]},
            [[(1, 2), (3, 4), (1, 2)]],
        ),
        ({"type": "MultiPolygon", "coordinates": [[[[1, 2]]], [[[3, 4]]]]}, [[(1, 2)], [(3, 4)]]),
    ],
)
def test_every_geometry_is_lines(geometry: dict[str, Any], lines: object) -> None:
    assert rings(geometry) == lines


@given(st.lists(st.tuples(DEGREES, DEGREES), min_size=1, max_size=20))
def test_every_spot_lies_in_the_box(line: list[tuple[float, float]]) -> None:
    for x, y in fitted([line], BOX)[0]:
        assert 99.9 <= x <= 300.1
        assert 49.9 <= y <= 250.1


def test_north_is_up_and_a_square_of_metres_is_a_square() -> None:
    ((south_west, north_east),) = fitted([[(-1.002, 60.0), (-1.0, 60.001)]], BOX)
    assert south_west[0] < north_east[0]
    assert south_west[1] > north_east[1]
    assert north_east[0] - south_west[0] == pytest.approx(south_west[1] - north_east[1], rel=1e-3)
