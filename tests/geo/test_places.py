"""What maps are drawn on: the council's wards as GeoJSON, and a vector file by ranges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from geo.web.basemaps import Basemap, basemap
from tests.conftest import at_most
from tests.geo.test_wards import collection, feature, load
from tests.html import ReadingClient
from tests.make import an_authority

WARDS = "/places/wards.json"
FILE = "/basemap.pmtiles"


def codes(answer: TestResponse) -> list[str]:
    return [ward["id"] for ward in json.loads(answer.data)["features"]]


def test_the_wards_of_this_council_are_answered(session: Session, client: ReadingClient) -> None:
    load(session, an_authority(session).id, collection(feature(0)))
    load(session, an_authority(session, "solihull").id, collection(feature(3)))
    answer = client.get(WARDS)
    assert codes(answer) == ["E00"]
    twin = client.get(WARDS, base_url="http://solihull.localhost")
    assert codes(twin) == ["E03"]
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers


def test_wards_that_have_not_changed_are_not_sent_again(
    session: Session, client: ReadingClient
) -> None:
    council = an_authority(session).id
    load(session, council, collection(feature(0)))
    tag = client.get(WARDS).headers["ETag"]
    with at_most(2):
        assert client.get(WARDS, headers={"If-None-Match": tag}).status_code == 304
    load(session, council, collection(feature(0), feature(1)))
    assert client.get(WARDS, headers={"If-None-Match": tag}).status_code == 200


def test_a_council_without_wards_has_an_empty_map(session: Session, client: ReadingClient) -> None:
    an_authority(session)
    assert client.get(WARDS).json == {"type": "FeatureCollection", "source": "", "features": []}


@pytest.fixture
def pmtiles(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A city's file, set as this deployment's basemap."""
    path = tmp_path / "city.pmtiles"
    path.write_bytes(bytes(range(256)) * 4)
    settings = app.extensions["settings"]
    object.__setattr__(settings, "basemap_pmtiles", path)
    yield path
    object.__setattr__(settings, "basemap_pmtiles", None)


def test_without_a_vector_file_there_is_none(session: Session, client: ReadingClient) -> None:
    an_authority(session)
    assert client.get(FILE).status_code == 404


def test_a_vector_file_is_served_by_ranges(pmtiles: Path, client: ReadingClient) -> None:
    with client.get(FILE, headers={"Range": "bytes=16-31"}) as part:
        assert (part.status_code, part.data) == (206, bytes(range(16, 32)))
        assert part.headers["Content-Range"] == "bytes 16-31/1024"
    with client.get(FILE) as whole:
        assert whole.headers["Accept-Ranges"] == "bytes"
    assert client.get(FILE, headers={"Range": "bytes=4096-"}).status_code == 416
    pmtiles.unlink()
    assert client.get(FILE).status_code == 404


def test_templates_are_told_which_basemap_there_is(app: Flask, pmtiles: Path) -> None:
    assert pmtiles.exists()
    with app.test_request_context():
        assert basemap() == Basemap(WARDS, pmtiles_url=FILE)
