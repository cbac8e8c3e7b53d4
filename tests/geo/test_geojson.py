"""Whatever somebody sends as a place is either a valid shape or gets a sentence that helps."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.base.errors import Invalid, TooLarge
from geo.rules.geojson import LONGEST_TEXT, MOST_VERTICES, read_shape, read_shape_text
from geo.rules.shapes import Kind
from tests.geo.shapes import some_shapes

HERE = [-1.844, 52.4775]
SQUARE = [[-1.85, 52.47], [-1.84, 52.47], [-1.84, 52.48], [-1.85, 52.48], [-1.85, 52.47]]
HOLE = [[-1.848, 52.472], [-1.846, 52.472], [-1.846, 52.474], [-1.848, 52.472]]


def point(*coordinates: object) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(coordinates)}


def line(*positions: object) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(positions)}


def area(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def moved(ring: list[list[float]], by: float) -> list[list[float]]:
    return [[x + by, y] for x, y in ring]


def zigzag(points: int) -> list[list[float]]:
    return [[-1.9 + 0.00001 * at, 52.48 + 0.0001 * (at % 2)] for at in range(points)]


def nested(depth: int) -> Any:
    value: Any = HERE
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (point(*HERE), Kind.POINT),
        (point(-1, 52), Kind.POINT),
        (line(HERE, [-1.85, 52.48]), Kind.LINE),
        (line(*zigzag(MOST_VERTICES)), Kind.LINE),
        (area(SQUARE), Kind.AREA),
        (area(SQUARE, HOLE), Kind.AREA),
        ({**point(*HERE), "bbox": [1, 2, 3, 4], "colour": "red"}, Kind.POINT),
    ],
)
def test_a_place_can_be_a_point_a_line_or_an_area(sent: object, kind: Kind) -> None:
    assert read_shape(sent).kind is kind
    assert read_shape_text(json.dumps(sent)).kind is kind


def test_what_is_sent_comes_back_rounded_to_seven_decimals() -> None:
    sent = point(-1.84400000049, 52.47750000051)
    assert read_shape(sent).as_geojson() == {
        "type": "Point",
        "coordinates": (-1.844, 52.4775),
    }


WRONG: list[tuple[str, object, str]] = [
    ("nothing", None, "Send the place as GeoJSON"),
    ("a list", [], "Send the place as GeoJSON"),
    ("a number", 7, "Send the place as GeoJSON"),
    ("true", True, "Send the place as GeoJSON"),
    ("words", "at the corner", "Send the place as GeoJSON"),
    ("WKT", "POINT(-1.844 52.4775)", "WKT or WKB"),
    ("EWKT", "SRID=27700;POINT(406689 286822)", "WKT or WKB"),
    ("WKB in hex", "0101000020E6100000666666666666FEBF7B14AE47E13A4A40", "WKT or WKB"),
    ("no type", {"coordinates": HERE}, "Send the place as GeoJSON"),
    ("a list as type", {"type": [], "coordinates": HERE}, "Send the place as GeoJSON"),
    ("an unknown type", {"type": "Circle", "coordinates": HERE}, "Send the place as GeoJSON"),
    ("a feature", {"type": "Feature", "geometry": point(*HERE)}, "Send the place as GeoJSON"),
    ("many points", {"type": "MultiPoint", "coordinates": [HERE]}, "Send the place as GeoJSON"),
    (
        "a collection",
        {"type": "GeometryCollection", "geometries": [point(*HERE)]},
        "Send the place as GeoJSON",
    ),
    ("a system", {**point(*HERE), "crs": {"type": "name"}}, 'Leave out "crs"'),
    ("no coordinates", {"type": "Point"}, "not a pair"),
    ("null coordinates", {"type": "Point", "coordinates": None}, "not a pair"),
    ("an empty point", point(), "has 0 numbers"),
    ("a height", point(*HERE, 120), "has 3 numbers"),
    ("four dimensions", point(*HERE, 120, 1), "has 4 numbers"),
    ("words as numbers", point("-1.844", "52.4775"), "plain number"),
    ("null as number", point(None, 52), "plain number"),
    ("true as number", point(-1.9, True), "plain number"),
    ("not a number", point(float("nan"), 52), "plain number"),
    ("infinity", point(-1.9, float("inf")), "plain number"),
    ("1e308", point(1e308, 52), "plain number"),
    ("a number of 400 digits", point(10**400, 52), "plain number"),
    ("swapped", point(52.4775, -1.844), "did you swap latitude and longitude?"),
    ("a swapped line", line(HERE[::-1], [52.48, -1.85]), "did you swap"),
    ("grid numbers", point(406689, 286822), "British National Grid"),
    ("grid numbers in an area", area([[406689, 286822]] * 4), "British National Grid"),
    ("the pole", point(0, 90), "outside Great Britain"),
    ("the date line", line([179, 10], [-179, 10]), "outside Great Britain"),
    ("null island", point(0, 0), "outside Great Britain"),
    ("one point as a line", line(HERE), "at least 2 points"),
    ("the same point twice", line(HERE, HERE), "points 1 and 2, are the same place"),
    ("a repeated corner", area([*SQUARE[:2], *SQUARE[1:]]), "points 2 and 3, are the same"),
    ("an area without rings", area(), "Send the place as GeoJSON"),
    ("an empty ring", area([]), "at least 4 points"),
    ("rings that are no lists", area("ring"), "at least 4 points"),
    ("an open ring", area(SQUARE[:-1]), "is not closed"),
    ("too few corners", area([*SQUARE[:2], SQUARE[0]]), "at least 4 points"),
    ("there and back", area([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]), "are the same place"),
    (
        "a flat area",
        area([[-1.85, 52.47], [-1.84, 52.47], [-1.83, 52.47], [-1.85, 52.47]]),
        "near longitude",
    ),
    (
        "a bow-tie",
        area([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]),
        "crosses or touches itself near longitude -1.845000, latitude 52.475000",
    ),
    (
        "a spike",
        area([*SQUARE[:2], [-1.83, 52.47], SQUARE[1], *SQUARE[2:]]),
        "crosses or touches itself near longitude -1.83",
    ),
    ("a hole outside", area(SQUARE, moved(HOLE, 0.1)), "A hole lies outside the outline near"),
    ("501 points", line(*zigzag(MOST_VERTICES + 1)), "at most 500 points; this one has 501"),
    ("100,000 points", line(*zigzag(100_000)), "at most 500 points"),
    ("501 holes", area(*[SQUARE] * 501), "at most 500 points"),
    ("deep coordinates", {"type": "Polygon", "coordinates": nested(50_000)}, "at least 4 points"),
    ("a deep point", {"type": "Point", "coordinates": nested(50_000)}, "has 1 numbers"),
]


@pytest.mark.parametrize(("sent", "said"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_each_wrong_place_gets_a_sentence_of_its_own(sent: object, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_shape(sent)
    assert refused.value.fields.keys() == {"place"}
    assert said in refused.value.fields["place"]


def test_the_sentence_stands_at_the_field_that_was_asked() -> None:
    with pytest.raises(Invalid) as refused:
        read_shape(None, field="site")
    assert refused.value.fields.keys() == {"site"}


@pytest.mark.parametrize("depth", [3, 900, 50_000])
def test_nested_collections_end_nothing(depth: int) -> None:
    collection = '{"type":"GeometryCollection","geometries":['
    text = collection * depth + json.dumps(point(*HERE)) + "]}" * depth
    with pytest.raises((Invalid, TooLarge)):
        read_shape_text(text)


@pytest.mark.parametrize("text", ["[" * 90_000, '{"type":' * 9_000, "NaN", '"\\ud800"', "", "\0"])
def test_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_shape_text(text)


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(Invalid):
        read_shape_text('{"type": "Point", "coordinates": [NaN, 52.4]}')


def test_too_much_text_is_not_read_at_all() -> None:
    with pytest.raises(TooLarge):
        read_shape_text("[" * (LONGEST_TEXT + 1))


def test_the_largest_ugly_outline_is_judged_at_once() -> None:
    star = [*zigzag(250), *reversed(moved(zigzag(249), 0.00003)), zigzag(1)[0]]
    started = time.perf_counter()
    with pytest.raises(Invalid):
        read_shape(area(star))
    assert time.perf_counter() - started < 0.25


@pytest.mark.parametrize("seed", [1, 2])
def test_every_honest_shape_is_taken(seed: int) -> None:
    for shape in some_shapes(seed, 300):
        read_shape(json.loads(json.dumps(shape.__geo_interface__)))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["Point", "LineString", "Polygon", "type", "coordinates", "crs"]),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(st.text() | st.sampled_from(["type", "coordinates"]), inner, max_size=4)
    ),
    max_leaves=40,
)
geometries = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon"]),
        "coordinates": json_values
        | st.lists(st.lists(st.floats(-2, 53), min_size=2, max_size=3), max_size=6)
        | st.lists(st.lists(st.lists(st.floats(-2, 53), min_size=2, max_size=2)), max_size=3),
    }
)


@settings(max_examples=400, deadline=None)
@given(json_values | geometries)
def test_nothing_but_a_refusal_ever_comes_of_rubbish(sent: object) -> None:
    try:
        shape = read_shape(sent)
    except Invalid as refused:
        told = refused.fields["place"]
    else:
        told = "valid" if shape.geometry.is_valid else ""
    assert told
