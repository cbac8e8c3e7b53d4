"""Every migration goes up, down and up again on both databases, with rows in the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from geoalchemy2 import Geometry
from shapely.geometry import box
from sqlalchemy import JSON, Enum, MetaData, Table, insert, inspect, select, text
from sqlalchemy.types import TypeEngine

from foundation.base.db import REACH, Instant, db
from geo.spatial import intersects
from tests.clock import StandingClock
from tests.conftest import NOW, opened, settings_for
from tests.databases import KINDS
from townhall.config import ROOT
from townhall.migrations import SPATIAL

MAIN = ROOT / "migrations"
REACH_BRANCH = MAIN / "reach"


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path, clock: StandingClock) -> Iterator[Flask]:
    """An app on databases that nobody has migrated yet."""
    with opened(settings_for(request.param, tmp_path), clock) as app, app.app_context():
        yield app


def revisions(folder: Path) -> list[str]:
    walk = ScriptDirectory(str(folder)).walk_revisions()
    return [script.revision for script in walk][::-1]


def differences(bind: str | None) -> list[Any]:
    metadata = db.metadatas.get(bind, MetaData()) if bind else db.metadatas[None]
    with db.engines[bind].connect() as connection:
        options = {key: SPATIAL[key] for key in ("include_object", "compare_type")}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def test_the_migrations_make_exactly_the_models(bare: Flask) -> None:
    upgrade(str(MAIN))
    upgrade(str(REACH_BRANCH))
    assert differences(None) == []
    assert differences(REACH) == []


def test_migrations_are_numbered_in_one_line() -> None:
    numbers = revisions(MAIN)
    assert numbers == sorted(numbers)
    assert len(ScriptDirectory(str(MAIN)).get_heads()) == 1
    names = [path.stem for path in (MAIN / "versions").glob("*.py")]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in names)


def test_all_goes_up_down_and_up_again_with_rows_in_every_table(bare: Flask) -> None:
    upgrade(str(MAIN))
    fill_every_table()
    downgrade(str(MAIN), revision="base")
    with db.engine.connect() as connection:
        left = set(inspect(connection).get_table_names())
    assert not left & {table.name for table in db.metadatas[None].sorted_tables}
    upgrade(str(MAIN))
    assert differences(None) == []
    fill_every_table()
    ask_every_index()


def test_comments_of_before_the_answer_clock_are_promised_an_answer(bare: Flask) -> None:
    with_rows_of("0017")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT working_days FROM authority")) == "12"
        assert str(connection.scalar(text("SELECT due_on FROM comment"))) == "2027-02-01"


def test_pins_of_before_say_their_comment_s_first_topic(bare: Flask) -> None:
    with_rows_of("0089")
    with db.engine.connect() as connection:
        kept = connection.scalar(text("SELECT topic FROM map_pin"))
        assert kept == connection.scalar(text("SELECT topic FROM comment_topic"))


def with_rows_of(revision: str) -> None:
    """Bring a row in each table up to now from an older schema."""
    upgrade(str(MAIN))
    fill_every_table()
    downgrade(str(MAIN), revision=revision)
    upgrade(str(MAIN))


NOTED_BY_TRIGGERS = {"map_change"}
"""Tables whose numbers the database has to draw, since a row elsewhere makes one there."""


def fill_every_table() -> None:
    """Put one row into each table, in the order of their foreign keys."""
    made: dict[str, dict[str, object]] = {}
    with db.engine.begin() as connection:
        for table in db.metadatas[None].sorted_tables:
            row = {
                column.name: a_value(table, column.name, made)
                for column in table.columns
                if (not column.nullable or column.foreign_keys)
                and not (table.name in NOTED_BY_TRIGGERS and column.primary_key)
            }
            connection.execute(insert(table).values(row))
            made[table.name] = row


def a_value(table: Table, name: str, made: dict[str, dict[str, object]]) -> object:
    column = table.columns[name]
    for key in column.foreign_keys:
        target = key.column
        if target.table is table:
            return None if column.nullable else an_example(table.columns["id"].type, "id")
        return made[target.table.name][target.name]
    return an_example(column.type, name)


def an_example(kind: TypeEngine[Any], name: str) -> object:
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0]) if kind.enum_class else kind.enums[0]
    if isinstance(kind, Instant):
        return NOW
    if isinstance(kind, Geometry):
        return f"SRID={kind.srid};{EXAMPLES_OF_GEOMETRY[str(kind.geometry_type)]}"
    examples: dict[type, object] = {
        UUID: UUID(int=1),
        str: "12",
        bytes: b"12",
        int: 1,
        float: 1.0,
        bool: False,
        dict: {},
        type(NOW.date()): NOW.date(),
    }
    return examples[dict if isinstance(kind, JSON) else kind.python_type]


EXAMPLES_OF_GEOMETRY = {
    "GEOMETRY": "POINT(1 1)",
    "POINT": "POINT(1 1)",
    "POLYGON": "POLYGON((0 0,2 0,2 2,0 2,0 0))",
    "MULTIPOLYGON": "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))",
}


def ask_every_index() -> None:
    """Find the row of each geometry column through the column's own spatial index."""

    for table in db.metadatas[None].sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Geometry):
                here = select(text("1")).select_from(table)
                found = db.session.execute(here.where(intersects(column, box(0, 0, 2, 2)))).all()
                assert len(found) == 1, f"{table.name}.{column.name}"
