"""The tables of places come and go on both databases, and still answer spatially afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from shapely.geometry import MultiPolygon, box
from sqlalchemy import text

from foundation.base.db import db
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.queries.wards import ward_at
from geo.rules.wards import WardRecord
from tests.conftest import NOW, settings_for
from tests.databases import KINDS
from tests.make import an_actor, an_authority
from townhall.app import create_app
from townhall.config import ROOT
from townhall.migrations import is_ours

FOLDER = str(ROOT / "migrations")
RECORD = WardRecord(
    "E1", "Bordesley Green", MultiPolygon([box(-1.86, 52.47, -1.83, 52.49)]), (-1.845, 52.48)
)


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database."""
    app = create_app(settings_for(request.param, tmp_path))
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_up_down_and_up_again_with_rows_between(fresh: Flask) -> None:
    with fresh.app_context():
        for _ in range(2):
            upgrade(FOLDER)
            authority = an_authority(db.session())
            authority_id = authority.id
            with work(db.session(), an_actor(authority_id), NOW) as unit:
                keep_wards(unit, [RECORD], source="a test")
            found = ward_at(db.session(), authority_id, -1.844, 52.4775)
            assert found
            assert found.name == "Bordesley Green"
            db.session.remove()
            downgrade(FOLDER, revision="0001")
            assert _left_over() == []
            downgrade(FOLDER, revision="base")


def test_the_models_say_what_the_migrations_made(migrated: Flask) -> None:
    with migrated.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_ours, "compare_type": True}
        )
        metadata = db.metadatas[None]
        found = compare_metadata(context, metadata)
        assert [one for one in found if "ward" in str(one) or "postcode" in str(one)] == []


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
