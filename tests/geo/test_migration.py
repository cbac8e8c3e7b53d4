"""What SpatiaLite keeps beside a table with geometry goes when the table goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from shapely.geometry import MultiPolygon, box
from sqlalchemy import text

from foundation.base.db import db
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.wards import WardRecord
from tests.clock import StandingClock
from tests.conftest import NOW, opened, settings_for
from tests.databases import KINDS
from tests.make import an_actor, an_authority
from townhall.config import ROOT

FOLDER = str(ROOT / "migrations")
RECORD = WardRecord(
    "E1", "Bordesley Green", MultiPolygon([box(-1.86, 52.47, -1.83, 52.49)]), (-1.845, 52.48)
)


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path, clock: StandingClock) -> Iterator[Flask]:
    """An app on an empty database."""
    with opened(settings_for(request.param, tmp_path), clock) as app:
        yield app


def test_wards_leave_nothing_behind_when_they_go(fresh: Flask) -> None:
    with fresh.app_context():
        upgrade(FOLDER)
        authority_id = an_authority(db.session()).id
        with work(db.session(), an_actor(authority_id), NOW) as unit:
            keep_wards(unit, [RECORD], source="a test")
        db.session.remove()
        downgrade(FOLDER, revision="0001")
        assert _left_over() == []


def _left_over() -> list[str]:
    """Name what SpatiaLite would still know of the outlines."""
    if db.engine.dialect.name != "sqlite":
        return []
    with db.engine.connect() as connection:
        registered = connection.scalars(
            text("SELECT f_table_name FROM geometry_columns WHERE f_table_name LIKE 'ward%'")
        ).all()
        trees = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE name LIKE '%ward_outline%'")
        ).all()
    return [*registered, *trees]
