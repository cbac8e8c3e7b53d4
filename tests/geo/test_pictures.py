"""Wards as paths of a drawing."""

from __future__ import annotations

from typing import Any

from shapely.geometry import Polygon, box, mapping

from geo.rules.pictures import WIDTH, picture_of


def ward(code: str, outline: Polygon) -> dict[str, Any]:
    facts = {"code": code, "name": f"Ward {code}", "label": list(outline.centroid.coords[0])}
    return {"properties": facts, "geometry": mapping(outline)}


def test_a_ward_is_drawn_to_scale_at_its_latitude_with_north_above() -> None:
    west, east = box(-1.9, 52.4, -1.8, 52.5), box(-1.8, 52.4, -1.7, 52.5)
    drawn = picture_of({"features": [ward("W", west), ward("E", east)]})
    assert drawn is not None
    assert drawn.width == WIDTH
    assert 320 < drawn.height < 335
    left, right = drawn.shapes
    assert left.label[0] < WIDTH / 2 < right.label[0]
    assert left.path.startswith("M")
    assert left.path.endswith("Z")
    assert " 0.0,0.0" in f" {left.path}"


def test_nothing_is_drawn_of_no_ward() -> None:
    assert picture_of({"features": []}) is None


def test_a_hole_and_an_island_are_rings_of_one_path() -> None:
    ringed = box(0, 50, 1, 51).difference(box(0.4, 50.4, 0.6, 50.6))
    several = ward("A", ringed.union(box(2, 50, 3, 51)))  # type: ignore[arg-type]
    drawn = picture_of({"features": [several]})
    assert drawn is not None
    assert drawn.shapes[0].path.count("M") == 3
