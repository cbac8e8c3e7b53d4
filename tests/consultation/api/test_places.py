"""Bad places are 422 with a sentence that says what to do, and leave nothing behind.

Numbers are the lines of the attack list in reliability-security.md, section 3.
"""

from __future__ import annotations

import json
import math
from typing import Any
from uuid import UUID

import pytest

from consultation.commands.places import set_area
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.work import work
from geo.rules.geojson import read_shape
from tests.clock import NOW
from tests.consultation.api.conftest import HERE, Program

X, Y = -1.8658, 52.4716


def polygon(*ring: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[X + x, Y + y] for x, y in ring]]}


def point(*at: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(at)}


def circle(corners: int) -> dict[str, Any]:
    ring = [
        (0.003 * math.cos(i * math.tau / corners), 0.003 * math.sin(i * math.tau / corners))
        for i in range(corners)
    ]
    return polygon(*ring, ring[0])


def nested(depth: int) -> Any:
    inside: Any = HERE
    for _ in range(depth):
        inside = {"type": "GeometryCollection", "geometries": [inside]}
    return inside


BAD: dict[str, tuple[Any, str]] = {
    "39 bow-tie": (polygon((0, 0), (0.001, 0.001), (0.001, 0), (0, 0.001), (0, 0)), "cross"),
    "39 zero area": (polygon((0, 0), (0.001, 0), (0.002, 0), (0, 0)), ""),
    "39 spike": (polygon((0, 0), (0.001, 0), (0.001, 0.001), (0.001, 0), (0, 0)), ""),
    "39 unclosed": (polygon((0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001)), "closed"),
    "39 two points": (polygon((0, 0), (0.001, 0), (0, 0)), ""),
    "39 no ring": ({"type": "Polygon", "coordinates": []}, ""),
    "40 501 vertices": (circle(501), "500"),
    "41 collection, depth 3": (nested(3), ""),
    "42 WKT": ("POINT(1 1)", "WKT"),
    "42 EWKT": ("SRID=27700;POINT(406689 286822)", "WKT"),
    "42 EWKB": ("0101000020E6100000", "WKT"),
    "43 swapped": (point(52.48, -1.89), "swap"),
    "44 grid numbers": (point(406689, 286822), "British National Grid"),
    "45 named system": ({**HERE, "crs": {"type": "name"}}, "crs"),
    "46 height": (point(X, Y, 100), ""),
    "46 four numbers": (point(X, Y, 0, 0), ""),
    "46 one number": (point(X), ""),
    "46 no number": (point(), ""),
    "46 null": (point(None, None), ""),
    "46 text": (point("-1.86", "52.47"), ""),
    "46 truth": (point(True, False), ""),
    "46 far away": (point(180, 0), ""),
    "46 pole": (point(0, 90), ""),
    "46 huge": (point(1e308, -1e308), ""),
    "46 empty line": ({"type": "LineString", "coordinates": []}, ""),
    "46 line of one point": ({"type": "LineString", "coordinates": [[X, Y]]}, ""),
    "a number": (7, ""),
    "a list": ([X, Y], ""),
    "a feature": ({"type": "Feature", "geometry": HERE, "properties": {}}, ""),
    "another kind": ({"type": "MultiPoint", "coordinates": [[X, Y]]}, ""),
    "no kind": ({"coordinates": [X, Y]}, ""),
    "a kind that is a list": ({"type": ["Point"], "coordinates": [X, Y]}, ""),
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("place", "word"), BAD.values(), ids=BAD.keys())
def test_a_bad_place_is_422_and_says_why(program: Program, place: Any, word: str) -> None:
    problem = program.refused(program.post({"text": "a", "place": place}), 422)
    assert [error["field"] for error in problem["errors"]] == ["place"]
    assert word in problem["detail"]


@pytest.mark.usefixtures("untouched")
def test_collections_50000_deep_are_refused_before_anybody_reads_them(program: Program) -> None:
    """41."""
    deep = '{"type":"GeometryCollection","geometries":[' * 20_000
    program.refused(program.send('{"text": "a", "place": ' + deep), 400)


@pytest.mark.usefixtures("untouched")
def test_100000_vertices_are_413(program: Program) -> None:
    """40."""
    program.refused(program.post({"text": "a", "place": circle(100_000)}), 413)


def test_a_place_far_from_the_consultation_is_422_with_a_question(
    program: Program, consultation: UUID, actor: Actor
) -> None:
    """43."""
    near = circle(40)
    with work(db.session(), actor, NOW) as unit:
        set_area(unit, consultation, read_shape(near))
    assert program.post({"text": "a", "place": HERE}).status_code == 201
    problem = program.refused(program.post({"text": "a", "place": point(-1.89, 52.60)}), 422)
    assert [error["field"] for error in problem["errors"]] == ["place"]


@pytest.mark.parametrize(
    "place",
    [
        HERE,
        circle(499),
        {"type": "LineString", "coordinates": [[X, Y], [X + 0.001, Y]]},
        point(X + 1e-12, Y),
    ],
)
@pytest.mark.usefixtures("consultation")
def test_a_good_place_comes_back_as_it_was_sent(program: Program, place: Any) -> None:
    receipt = program.said(program.post({"text": "Here", "place": place}), "Receipt", 201)
    feature = program.said(program.get(f"/api/v1/comments/{receipt['ref']}"), "Comment")
    assert feature["geometry"]["type"] == place["type"]
    said = json.loads(json.dumps(place["coordinates"]), parse_float=lambda x: round(float(x), 7))
    assert json.dumps(feature["geometry"]["coordinates"]) == json.dumps(said)
