"""The service says whether it is well."""

from __future__ import annotations

from flask import Flask

from foundation.base.db import db
from tests.html import ReadingClient


def test_a_migrated_service_is_well(app: Flask, client: ReadingClient) -> None:
    answer = client.get("/health").get_json()
    kind = "spatialite" if db.engine.dialect.name == "sqlite" else "postgis"
    assert answer["status"] == "ok"
    assert answer["database"] == kind
    assert answer["migration"]


def test_an_address_of_no_council_is_not_found(client: ReadingClient) -> None:
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 404
