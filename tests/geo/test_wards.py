"""A council's ward map: read from any file, replaced whole, asked at a point."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from geo.commands.wards import WardsKept, keep_wards, load_wards
from geo.models.wards import Ward, WardOutline
from geo.queries.near import rows_near
from geo.queries.wards import ward_at, ward_outlines, wards_of, wards_version
from geo.rules.boundaries import read_boundary
from geo.rules.grid import BRITISH_NATIONAL_GRID, grid_point
from geo.rules.wards import MOST_WARDS, read_wards
from tests.conftest import NOW, at_most
from tests.geo.data import open_data
from tests.make import an_actor, an_authority


def feature(at: int = 0, **properties: object) -> dict[str, Any]:
    """A square ward of a tenth of a degree, each next to the last."""
    west = round(-2.0 + 0.1 * at, 1)
    east = round(west + 0.1, 1)
    ring = [[west, 52.4], [east, 52.4], [east, 52.5], [west, 52.5], [west, 52.4]]
    given = {"ward_code": f"E0{at}", "ward_name": f"Ward {at}", **properties}
    return {
        "type": "Feature",
        "properties": given,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: object, **more: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def load(session: Session, authority_id: UUID, features: object) -> WardsKept:
    with work(session, an_actor(authority_id), NOW) as unit:
        return load_wards(unit, features, source="a test")


@pytest.fixture
def council(session: Session) -> UUID:
    return an_authority(session).id


def test_a_place_is_in_the_ward_whose_outline_holds_it(session: Session, council: UUID) -> None:
    load(session, council, collection(feature(0), feature(1)))
    with at_most(1):
        found = ward_at(session, council, -1.95, 52.45)
    assert found
    assert (found.code, found.name, found.source) == ("E00", "Ward 0", "a test")
    assert ward_at(session, council, -1.75, 52.45) is None
    on_the_border = ward_at(session, council, -1.9, 52.45)
    assert on_the_border
    assert on_the_border.code == "E00"


def test_wards_of_another_council_are_never_seen(session: Session, council: UUID) -> None:
    other = an_authority(session, "solihull").id
    load(session, other, collection(feature(0)))
    assert ward_at(session, council, -1.95, 52.45) is None
    assert wards_of(session, council) == []
    assert ward_outlines(session, council)["features"] == []
    load(session, council, collection(feature(1)))
    assert [ward.code for ward in wards_of(session, other)] == ["E00"]


def test_loading_twice_changes_nothing_but_the_outlines(session: Session, council: UUID) -> None:
    assert load(session, council, collection(feature(0), feature(1))) == WardsKept(2, 0, 0)
    before = {ward.code: ward.id for ward in wards_of(session, council)}
    assert load(session, council, collection(feature(0), feature(1))) == WardsKept(0, 2, 0)
    assert {ward.code: ward.id for ward in wards_of(session, council)} == before
    assert session.scalar(select(func.count(WardOutline.id))) == 2


def test_approximate_wards_give_way_and_known_residents_stay(
    session: Session, council: UUID
) -> None:
    records = read_wards(collection(feature(0), feature(1)))
    with work(session, an_actor(council), NOW) as unit:
        keep_wards(unit, records, source="label points", approximate=True)
    for ward in session.scalars(select(Ward)):
        ward.residents = 11_000
    session.commit()
    assert all(ward.approximate for ward in wards_of(session, council))
    assert load(session, council, collection(feature(0), feature(2))) == WardsKept(1, 1, 1)
    kept = {ward.code: ward for ward in wards_of(session, council)}
    assert kept.keys() == {"E00", "E02"}
    assert (kept["E00"].residents, kept["E02"].residents) == (11_000, None)
    assert not any(ward.approximate for ward in kept.values())


def test_rows_near_a_spot_come_nearest_first(session: Session, council: UUID) -> None:
    load(session, council, collection(feature(0), feature(1), feature(4)))
    with at_most(1):
        near = rows_near(
            session, WardOutline.ward_id, WardOutline.geom_27700, (-1.9001, 52.45), 5000
        )
    codes = {ward.id: ward.code for ward in wards_of(session, council)}
    assert [codes[one.key] for one in near] == ["E00", "E01"]
    assert [one.metres for one in near] == pytest.approx([0, 6.8], abs=0.1)


def test_loading_is_written_into_the_log(session: Session, council: UUID) -> None:
    load(session, council, collection(feature(0)))
    row = session.scalars(select(LoggedEvent)).one()
    assert (row.kind, row.subject_id) == ("geo.wards.loaded", council)
    assert row.facts == {"wards": 1, "approximate": False}


def test_drawn_outlines_are_small_and_share_their_borders(session: Session, council: UUID) -> None:
    load(session, council, collection(feature(0), feature(1)))
    with at_most(1):
        drawn = ward_outlines(session, council)
    json.dumps(drawn)
    assert drawn["source"] == "a test"
    first, second = (set(one["geometry"]["coordinates"][0][0]) for one in drawn["features"])
    assert {(-1.9, 52.4), (-1.9, 52.5)} <= first & second
    assert drawn["features"][0]["properties"] == {
        "code": "E00",
        "name": "Ward 0",
        "label": [-1.95, 52.45],
        "approximate": False,
    }


def test_the_version_moves_when_the_map_does(session: Session, council: UUID) -> None:
    assert wards_version(session, council) == (0, None)
    load(session, council, collection(feature(0)))
    assert wards_version(session, council) == (1, NOW)


@pytest.mark.parametrize(
    ("code", "name"),
    [("WD23CD", "WD23NM"), ("wardcode", "wardname"), ("wd22_cd", "Wd22_Nm"), ("CODE", "NAME")],
)
def test_the_names_of_properties_are_guessed(code: str, name: str) -> None:
    one = feature(0)
    one["properties"] = {"OBJECTID": 7, name: "Ward 0", code: "E00"}
    (ward,) = read_wards(collection(one))
    assert (ward.code, ward.name) == ("E00", "Ward 0")


def test_properties_that_cannot_be_guessed_are_listed_and_can_be_told() -> None:
    one = feature(0)
    one["properties"] = {"kennung": 7, "bezeichnung": "Ward 0"}
    with pytest.raises(Invalid, match=r"--code-field.*kennung, bezeichnung"):
        read_wards(collection(one))
    (ward,) = read_wards(collection(one), "kennung", "bezeichnung")
    assert (ward.code, ward.name) == ("7", "Ward 0")
    with pytest.raises(Invalid, match=r"'nummer'.*kennung, bezeichnung"):
        read_wards(collection(one), "nummer", "bezeichnung")


@pytest.mark.parametrize("x", [10**400, float("nan"), float("inf"), -1, True])
def test_a_number_that_is_on_no_grid_is_refused(x: float) -> None:
    ring = [[x, 300_000], [400_100, 300_000], [400_100, 300_100], [x, 300_000]]
    with pytest.raises(Invalid, match="not a British National Grid reference"):
        read_boundary({"type": "Polygon", "coordinates": [ring]}, BRITISH_NATIONAL_GRID)


def test_grid_coordinates_are_taken_when_the_file_says_so() -> None:
    one = feature(0)
    ring = one["geometry"]["coordinates"][0]
    one["geometry"]["coordinates"] = [[[*grid_point(*at), 12.5] for at in ring]]
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    (ward,) = read_wards(collection(one, crs=named))
    assert ward.outline.bounds == pytest.approx((-2.0, 52.4, -1.9, 52.5), abs=1e-6)


def wrong_geometry(**geometry: object) -> dict[str, Any]:
    return {**feature(0), "geometry": geometry or None}


BOW_TIE = [[-2.0, 52.4], [-1.9, 52.5], [-1.9, 52.4], [-2.0, 52.5], [-2.0, 52.4]]
OPEN = [[-2.0, 52.4], [-1.9, 52.5], [-1.9, 52.4], [-2.0, 52.5]]
ON_THE_GRID = [[406000, 286000], [407000, 286000], [407000, 287000], [406000, 286000]]


@pytest.mark.parametrize(
    ("broken", "field", "said"),
    [
        (7, "type", "not a Feature"),
        (feature(0, ward_code=None), "ward_code", "is missing"),
        (feature(0, ward_name="  "), "ward_name", "is missing"),
        (feature(0, ward_name=["x"]), "ward_name", "is missing"),
        (feature(0, ward_name="x" * 201), "ward_name", "longer than 200"),
        (feature(0, ward_name="a\u202eb"), "ward_name", "unprintable"),
        (feature(1), "ward_code", "E01 is there twice"),
        (wrong_geometry(), "geometry", "Polygon or a MultiPolygon"),
        (wrong_geometry(type="Point", coordinates=[-1.9, 52.4]), "geometry", "Polygon or a Multi"),
        (wrong_geometry(type="Polygon", coordinates=[]), "geometry", "Polygon or a Multi"),
        (wrong_geometry(type="MultiPolygon", coordinates=[7]), "geometry", "Polygon or a Multi"),
        (wrong_geometry(type="Polygon", coordinates=[OPEN]), "geometry", "is not closed"),
        (wrong_geometry(type="Polygon", coordinates=[BOW_TIE]), "geometry", "crosses or touches"),
        (wrong_geometry(type="Polygon", coordinates=[ON_THE_GRID]), "geometry", "National Grid"),
        (wrong_geometry(type="Polygon", coordinates=["ring"]), "geometry", "at least 4 points"),
    ],
)
def test_a_broken_feature_is_named_and_nothing_is_replaced(
    session: Session, council: UUID, broken: object, field: str, said: str
) -> None:
    load(session, council, collection(feature(5)))
    with pytest.raises(Invalid, match="1 of 3 features") as refused:
        load(session, council, collection(feature(1), feature(2), broken))
    assert said in refused.value.fields[f"feature 3, {field}"]
    assert [ward.code for ward in wards_of(session, council)] == ["E05"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (None, "FeatureCollection"),
        ([], "FeatureCollection"),
        ({}, "FeatureCollection"),
        (collection(), "FeatureCollection"),
        ({"type": "FeatureCollection", "features": "x"}, "FeatureCollection"),
        (collection(7), "--code-field"),
        (collection(feature(0), crs="x"), "coordinate system"),
        (
            collection(feature(0), crs={"type": "name", "properties": {"name": "EPSG:3857"}}),
            "coordinate system",
        ),
        (collection(*[feature(0)] * (MOST_WARDS + 1)), "at most 1000"),
    ],
)
def test_a_file_that_is_no_ward_map_is_refused(sent: object, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_wards(sent)


def test_birminghams_own_wards_load_and_know_bordesley_green(app: Flask) -> None:
    file = open_data("geo", "birmingham_wards_2022.geojson")
    council = an_authority(db.session()).id
    run = app.test_cli_runner().invoke
    told = run(args=["geo", "load-wards", str(file), "--authority", "birmingham"])
    assert told.exit_code == 0, told.output
    assert "69 wards added" in told.output
    found = ward_at(db.session(), council, -1.844, 52.4775)
    assert found
    assert (found.name, found.code) == ("Bordesley Green", "E05011127")
    for ward in wards_of(db.session(), council):
        there = ward_at(db.session(), council, *ward.label)
        assert there
        assert there.code == ward.code
    assert len(json.dumps(ward_outlines(db.session(), council))) < 150_000
