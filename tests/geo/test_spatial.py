"""Both databases and Shapely give the same answers, and both databases use their index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
import shapely
from flask import Flask
from shapely.geometry import Point, box, shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.engine import Compiled
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.sql.compiler import SQLCompiler

from foundation.base.db import db
from geo.rules.grid import BRITISH_NATIONAL_GRID, to_grid
from geo.spatial import (
    as_geojson,
    bbox_hits,
    contains_point,
    distance,
    drawn,
    intersects,
    place_column,
    stored,
    valid_only,
    within_metres,
)
from tests.geo.shapes import a_spot, a_star, repeatable, some_shapes

COUNT = 10_000


def a_table() -> Table:
    """A fresh one for each database: making it on SQLite takes its indexes out of the metadata."""
    return Table(
        "marked_place",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("geom", place_column(), nullable=False),
        Column("geom_27700", place_column(srid=BRITISH_NATIONAL_GRID), nullable=False),
        valid_only("geom"),
    )


MARKED = a_table()
SHAPES = some_shapes(seed=20261122, count=COUNT)
IN_METRES = [to_grid(one) for one in SHAPES]
TREE = shapely.STRtree(SHAPES)
METRES_TREE = shapely.STRtree(IN_METRES)


@pytest.fixture(scope="module")
def marked(migrated: Flask) -> Iterator[Connection]:
    """Ten thousand places in one database."""
    with migrated.app_context():
        engine = db.engine
    table = a_table()
    table.create(engine)
    rows = [
        {"id": at, "geom": stored(one), "geom_27700": stored(other, BRITISH_NATIONAL_GRID)}
        for at, (one, other) in enumerate(zip(SHAPES, IN_METRES, strict=True))
    ]
    with engine.begin() as connection:
        connection.execute(insert(MARKED), rows)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE marked_place"))
        yield connection
    table.drop(engine)


def ids(connection: Connection, *conditions: object) -> list[int]:
    found = select(MARKED.c.id).where(*conditions).order_by(MARKED.c.id)  # type: ignore[arg-type]  # any condition
    return list(connection.scalars(found))


def askers(seed: int, count: int) -> list[BaseGeometry]:
    dice = repeatable(seed)
    wide = [a_star(dice, reach=0.05) for _ in range(count)]
    small = some_shapes(seed + 1, count)
    return [*wide, *small, box(-1.9, 52.46, -1.88, 52.48)]


def test_what_intersects_is_the_same_everywhere(marked: Connection) -> None:
    for asked in askers(1, 12):
        expected = sorted(TREE.query(asked, predicate="intersects").tolist())
        assert ids(marked, intersects(MARKED.c.geom, asked)) == expected


def test_what_lies_within_metres_is_the_same_everywhere(marked: Connection) -> None:
    for asked, metres in zip(askers(2, 8), [50, 250, 1000, 3, 0.5] * 4, strict=False):
        there = to_grid(asked)
        expected = sorted(METRES_TREE.query(there, predicate="dwithin", distance=metres).tolist())
        assert ids(marked, within_metres(MARKED.c.geom_27700, there, metres)) == expected


def test_areas_at_a_point_are_the_same_everywhere(marked: Connection) -> None:
    dice = repeatable(3)
    for _ in range(12):
        x, y = a_spot(dice)
        expected = sorted(TREE.query(Point(x, y), predicate="intersects").tolist())
        assert ids(marked, contains_point(MARKED.c.geom, x, y)) == expected
    corner = SHAPES[2].exterior.coords[0]  # type: ignore[attr-defined]  # the third is a star
    assert 2 in ids(marked, contains_point(MARKED.c.geom, *corner))


def test_pairs_of_columns_are_matched_through_the_index(marked: Connection) -> None:
    other = MARKED.alias()
    pairs = (
        select(MARKED.c.id, other.c.id)
        .join(other, intersects(other.c.geom, MARKED.c.geom))
        .where(MARKED.c.id < 300)
        .order_by(MARKED.c.id, other.c.id)
    )
    left, right = TREE.query(SHAPES[:300], predicate="intersects")
    expected = sorted(zip(left.tolist(), right.tolist(), strict=True))
    assert [tuple(row) for row in marked.execute(pairs)] == expected


def test_distances_are_the_same_everywhere(marked: Connection) -> None:
    there = to_grid(Point(-1.844, 52.4775))
    nearest = (
        select(MARKED.c.id, distance(MARKED.c.geom_27700, there).label("metres"))
        .where(within_metres(MARKED.c.geom_27700, there, 2000))
        .order_by("metres", MARKED.c.id)
        .limit(50)
    )
    for at, metres in marked.execute(nearest):
        assert metres == pytest.approx(IN_METRES[at].distance(there), abs=1e-6)


def test_what_is_stored_comes_back_as_it_was(marked: Connection) -> None:
    wanted = select(MARKED.c.id, MARKED.c.geom, as_geojson(MARKED.c.geom, 7)).limit(300)
    for at, geom, geojson in marked.execute(wanted):
        assert drawn(geom).equals_exact(SHAPES[at], 0)
        assert shape(json.loads(geojson)).equals_exact(SHAPES[at], 1.1e-7)
        assert "crs" not in json.loads(geojson)


@pytest.mark.parametrize(
    "condition",
    [
        intersects(MARKED.c.geom, box(-1.9, 52.46, -1.899, 52.461)),
        bbox_hits(MARKED.c.geom, box(-1.9, 52.46, -1.899, 52.461)),
        contains_point(MARKED.c.geom, -1.9, 52.46),
        within_metres(MARKED.c.geom_27700, to_grid(Point(-1.9, 52.46)), 100),
    ],
    ids=["intersects", "bbox_hits", "contains_point", "within_metres"],
)
def test_the_index_is_used(marked: Connection, condition: object) -> None:
    wanted = select(MARKED.c.id).where(condition)  # type: ignore[arg-type]  # any condition
    how = "EXPLAIN QUERY PLAN " if marked.dialect.name == "sqlite" else "EXPLAIN "
    compiled = wanted.compile(dialect=marked.dialect)
    plan = "\n".join(
        str(row) for row in marked.exec_driver_sql(how + str(compiled), _values(compiled))
    )
    assert "VIRTUAL TABLE INDEX" in plan or "idx_marked_place" in plan, plan
    assert not re.search(r"SCAN marked_place|Seq Scan", plan), plan


def _values(compiled: Compiled) -> Any:
    names = getattr(compiled, "positiontup", None)
    given = cast(SQLCompiler, compiled).params
    return tuple(given[name] for name in names) if names else given


@pytest.mark.parametrize(
    ("geom", "srid"),
    [
        (Point(-1.9, 52.4), 3857),
        (shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), 4326),
    ],
    ids=["another system", "a bow-tie"],
)
def test_the_database_is_the_last_guard(marked: Connection, geom: BaseGeometry, srid: int) -> None:
    row = {"id": COUNT, "geom": stored(geom, srid), "geom_27700": stored(IN_METRES[0], 27700)}
    with pytest.raises((IntegrityError, DataError)):
        marked.execute(insert(MARKED), [row])
    marked.rollback()


def test_metres_are_never_asked_of_degrees() -> None:
    with pytest.raises(ValueError, match="British National Grid"):
        within_metres(MARKED.c.geom, Point(-1.9, 52.4), 100)


def test_compacting_the_file_leaves_the_index_right(marked: Connection) -> None:
    if marked.dialect.name != "sqlite":
        pytest.skip("only SQLite's index points at row numbers")
    marked.rollback()
    asked = box(-1.95, 52.45, -1.9, 52.5)
    before = ids(marked, intersects(MARKED.c.geom, asked))
    marked.rollback()
    raw = marked.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute("VACUUM")
    assert ids(marked, intersects(MARKED.c.geom, asked)) == before
    assert marked.scalar(select(func.CheckSpatialIndex("marked_place", "geom"))) == 1
