"""A square that is written on paper is a place, and it is known how far off it can be."""

from __future__ import annotations

import math

import pytest
from shapely.geometry import box, mapping

from foundation.base.errors import Invalid
from geo.rules.grid import grid_point, to_degrees
from geo.rules.sheet_pictures import HEIGHT, WIDTH, picture_of_sheet
from geo.rules.sheets import LETTERS, ROWS, Sheet, sheet_around, square_at

SHEET = Sheet(408_000.0, 287_000.0, 100)


@pytest.mark.parametrize(
    ("sides", "metres"),
    [((90, 90), 10), ((100, 200), 20), ((800, 500), 50), ((17_000, 29_000), 3_000)],
)
def test_a_sheet_is_the_smallest_that_holds_the_land_with_a_margin(
    sides: tuple[int, int], metres: int
) -> None:
    west, south = 407_913.0, 286_777.0
    sheet = sheet_around(west, south, west + sides[0], south + sides[1])
    assert sheet.metres == metres
    around = box(west, south, west + sides[0], south + sides[1]).buffer(1)
    assert box(*sheet.box).contains(around)
    assert sheet.west % metres == sheet.north % metres == 0


@pytest.mark.parametrize("typed", ["K9", "k 9", "9K", " K09 "])
def test_a_square_is_its_middle_with_half_its_diagonal_as_doubt(typed: str) -> None:
    square = square_at(SHEET, typed)
    assert (square.name, square.within_metres) == ("K9", 71)
    east, north = grid_point(square.lon, square.lat)
    assert east == pytest.approx(408_000 + (LETTERS.index("K") + 0.5) * 100, abs=0.1)
    assert north == pytest.approx(287_000 - 850, abs=0.1)
    corner = math.hypot(50, 50)
    assert corner <= square.within_metres < corner + 1


@pytest.mark.parametrize(
    "typed", ["", "I5", "O1", "A0", f"A{ROWS + 1}", "W1", "A", "5", "A1B", "Ä1"]
)
def test_a_square_that_is_not_on_the_sheet_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        square_at(SHEET, typed)


def test_what_is_drawn_stays_on_the_sheet() -> None:
    west, south, east, north = SHEET.box
    half = to_degrees(box(west - 900, south - 900, (west + east) / 2, north + 900))
    land = mapping(to_degrees(box(west + 500, north - 600, west + 900, north - 200)))
    ward = {"geometry": mapping(half), "properties": {"name": "Amsel"}}
    spots = [("B1 1AA", half.centroid.x, half.centroid.y)] * 2 + [("B9 9ZZ", 0.0, 51.0)]
    drawn = picture_of_sheet(SHEET, {"features": [ward]}, land, spots)
    assert [name.words for name in drawn.names] == ["Amsel"]
    assert [name.words for name in drawn.postcodes] == ["B1 1AA"]
    for path in (*drawn.wards, drawn.land):
        corners = [tuple(map(float, at.split(","))) for at in path.strip("MZ").split()]
        assert all(-1 <= x <= WIDTH + 1 and -1 <= y <= HEIGHT + 1 for x, y in corners)
    (nearest,) = {round(float(at.split(",")[0]), -1) for at in drawn.land.strip("MZ").split()[:1]}
    assert nearest in {500.0, 900.0}
