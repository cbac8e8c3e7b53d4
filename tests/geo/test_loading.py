"""``flask geo load-wards`` says what is wrong with a file, and changes nothing then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from foundation.base.db import db
from geo.queries.wards import wards_of
from tests.geo.test_wards import BOW_TIE, collection, feature
from tests.make import an_authority


def run(app: Flask, file: Path, *words: str, council: str = "birmingham") -> tuple[int, str]:
    told = app.test_cli_runner().invoke(
        args=["geo", "load-wards", str(file), "--authority", council, *words]
    )
    return told.exit_code, told.output


@pytest.fixture
def file(app: Flask, tmp_path: Path) -> Path:
    an_authority(db.session())
    return tmp_path / "wards.geojson"


def test_a_good_file_is_loaded_with_its_source(app: Flask, file: Path) -> None:
    file.write_text(json.dumps(collection(feature(0), feature(1))))
    assert run(app, file, "--source", "ONS, OGL v3") == (
        0,
        "Birmingham Council: 2 wards added, 0 replaced, 0 removed.\n",
    )
    council = an_authority(db.session(), "twin").id
    assert wards_of(db.session(), council) == []


def test_each_broken_feature_has_a_line_of_its_own(app: Flask, file: Path) -> None:
    crossed = {**feature(1), "geometry": {"type": "Polygon", "coordinates": [BOW_TIE]}}
    file.write_text(json.dumps(collection(feature(0), crossed, feature(2, ward_code=""))))
    code, said = run(app, file)
    assert code == 1
    assert f"{file}: feature 2, geometry: The outline crosses" in said
    assert f"{file}: feature 3, ward_code: is missing." in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("NaN", "not JSON"),
        ("[" * 100_000, "too deeply"),
        ("7", "FeatureCollection"),
    ],
)
def test_a_file_that_is_no_map_is_named(app: Flask, file: Path, content: str, said: str) -> None:
    file.write_text(content)
    code, told = run(app, file)
    assert code == 1
    assert said in told
    assert str(file) in told


def test_a_council_that_is_not_there_is_named(app: Flask, file: Path) -> None:
    file.write_text(json.dumps(collection(feature(0))))
    code, said = run(app, file, council="nowhere")
    assert code == 1
    assert "'nowhere'" in said
