"""Approximate outlines: every label in its ward, no gaps, the right total, always the same."""

from __future__ import annotations

import csv

import pytest
import shapely
from shapely.geometry import Point

from geo.rules.grid import to_grid
from geo.rules.outlines import LabelPoint, approximate_outlines
from tests.geo.data import open_data
from tests.geo.shapes import a_spot, repeatable


def some_points(count: int) -> dict[str, LabelPoint]:
    dice = repeatable(7)
    return {
        f"W{at:02}": LabelPoint(*a_spot(dice), square_km=dice.uniform(1, 12)) for at in range(count)
    }


@pytest.mark.parametrize("points", [some_points(1), some_points(2), some_points(40)])
def test_each_label_lies_in_its_own_ward(points: dict[str, LabelPoint]) -> None:
    outlines = approximate_outlines(points)
    assert outlines.keys() == points.keys()
    for code, outline in outlines.items():
        assert outline.is_valid
        assert outline.contains(Point(points[code].lon, points[code].lat))


def test_neighbours_meet_without_overlapping() -> None:
    outlines = [to_grid(one) for one in approximate_outlines(some_points(40)).values()]
    together = shapely.union_all(outlines)
    assert sum(one.area for one in outlines) == pytest.approx(together.area, rel=1e-4)
    assert together.area / 1e6 == pytest.approx(
        sum(point.square_km for point in some_points(40).values()), rel=0.05
    )


def test_the_same_points_give_the_same_outlines_in_any_order() -> None:
    points = some_points(12)
    backwards = dict(reversed(points.items()))
    assert approximate_outlines(points) == approximate_outlines(backwards)


def test_birminghams_outlines_are_close_enough_for_a_first_look() -> None:
    with open_data("facts", "birmingham_ward_figures.csv").open() as lines:
        points = {
            row["ward_code"]: LabelPoint(
                float(row["label_lon"]), float(row["label_lat"]), float(row["area_km2"])
            )
            for row in csv.DictReader(lines)
        }
    outlines = approximate_outlines(points)
    assert len(outlines) == 69
    assert all(
        outlines[code].contains(Point(point.lon, point.lat)) for code, point in points.items()
    )
