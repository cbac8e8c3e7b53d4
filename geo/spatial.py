"""The spatial SQL of both databases, behind a handful of functions that use the index on both.

PostGIS keeps a GiST index that ``&&`` uses. SpatiaLite keeps an R*Tree beside the table, which a
query has to ask by name; plain ``ST_Intersects`` would read every row. No other module calls a
spatial function (a test holds that).
"""

from __future__ import annotations

from typing import Any, cast

from geoalchemy2 import Geometry, WKBElement
from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    Float,
    FromClause,
    LargeBinary,
    String,
    Subquery,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import Function
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.sql.visitors import InternalTraversal

from geo.rules.grid import BRITISH_NATIONAL_GRID, WGS84
from geo.rules.tiles import EXTENT

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
"""A geometry column of a model or of a table."""


def place_column(kind: str = "GEOMETRY", srid: int = WGS84) -> Geometry:
    """Return the type of a column that holds geometry in one system, indexed on both databases.

    The table needs an integer primary key: SpatiaLite's index points at row numbers, and only an
    integer key keeps them when the file is compacted.
    """
    return Geometry(kind, srid=srid, dimension=2, spatial_index=True)


def valid_only(column: str = "geom") -> CheckConstraint:
    """Return the constraint that lets only valid geometry into a column."""
    return CheckConstraint(f"CAST(ST_IsValid({column}) AS INTEGER) = 1", name=f"{column}_is_valid")


def stored(shape: BaseGeometry, srid: int = WGS84) -> WKBElement:
    """Return *shape* as a value for a column of the same system."""
    return from_shape(shape, srid=srid)


def drawn(value: WKBElement) -> BaseGeometry:
    """Return a column's value as a geometry of Shapely."""
    return to_shape(value)


def bbox_hits(column: Column, other: Column | BaseGeometry) -> ColumnElement[bool]:
    """Match rows whose bounding box meets the one of *other*, a shape or another column."""
    return _BoxHits(column, _asked(column, other))


def intersects(column: Column, other: Column | BaseGeometry) -> ColumnElement[bool]:
    """Match rows that share at least a point with *other*, both in the column's system."""
    meets = Function("ST_Intersects", column, _asked(column, other), type_=Boolean())
    return and_(bbox_hits(column, other), meets)


def given_later(name: str, column: Column) -> ColumnElement[Any]:
    """Return a place for a shape that is given when the statement runs, as ``wkb`` under *name*."""
    return Function("ST_GeomFromWKB", bindparam(name, type_=LargeBinary()), _srid(column))


def contains_point(column: Column, x: float, y: float) -> ColumnElement[bool]:
    """Match areas in which, or on whose edge, a place lies."""
    return intersects(column, Point(x, y))


def within_metres(column: Column, shape: BaseGeometry, metres: float) -> ColumnElement[bool]:
    """Match rows of a British National Grid column at most *metres* from *shape*."""
    _refuse_degrees(column)
    reach = Function[Any]("ST_Expand", _asked(column, shape), metres)
    return and_(_BoxHits(column, reach), distance(column, shape) <= metres)


def distance(column: Column, shape: BaseGeometry | ColumnElement[Any]) -> ColumnElement[float]:
    """Return how many metres each row of a British National Grid column lies from *shape*."""
    _refuse_degrees(column)
    return Function("ST_Distance", column, _asked(column, shape), type_=Float())


def as_geojson(column: Column, decimals: int = 6) -> ColumnElement[str]:
    """Return each row's geometry as GeoJSON text."""
    return cast(ColumnElement[str], func.ST_AsGeoJSON(column, decimals, 0, type_=String()))


def vector_tile(points: Subquery, layer: str) -> ColumnElement[bytes]:
    """Return a vector tile of rows with ``px`` and ``py`` (steps in the tile); PostGIS alone.

    All other columns become properties of the points.
    """
    said = [column for column in points.c if column.name not in {"px", "py"}]
    place = Function[Any]("ST_MakePoint", points.c.px, points.c.py).label("place")
    row = select(place, *said).subquery("row")
    whole: ColumnElement[Any] = literal_column('"row".*')
    made = Function[Any]("ST_AsMVT", whole, layer, EXTENT, "place")
    return cast(ColumnElement[bytes], select(made).select_from(row).scalar_subquery())


class _BoxHits(ColumnElement[bool]):
    """Two bounding boxes meet; on SQLite the question goes to the column's R*Tree."""

    inherit_cache = True
    type = Boolean()
    _traverse_internals = [  # noqa: RUF012  SQLAlchemy's own shape for it
        ("column", InternalTraversal.dp_clauseelement),
        ("asked", InternalTraversal.dp_clauseelement),
    ]

    def __init__(self, column: Column, asked: ColumnElement[Any]) -> None:
        self.column = _plain(column)
        self.asked = asked

    def self_group(self, against: OperatorType | None = None) -> _BoxHits:
        """Stay as it is: SQLAlchemy would add ``= 1`` on SQLite, and the index would go unused."""
        return self

    @property
    def _from_objects(self) -> list[FromClause]:
        return [*self.column._from_objects, *self.asked._from_objects]


@compiles(_BoxHits, "postgresql")
def _by_operator(hits: _BoxHits, compiler: SQLCompiler, **kw: object) -> str:
    return f"({compiler.process(hits.column, **kw)} && {compiler.process(hits.asked, **kw)})"


@compiles(_BoxHits, "sqlite")
def _by_tree(hits: _BoxHits, compiler: SQLCompiler, **kw: object) -> str:
    name = compiler.process(hits.column, **kw).rpartition(".")[0]
    table = getattr(hits.column.table, "element", hits.column.table)
    asked = compiler.process(hits.asked, **kw)
    meets = (
        f"xmin <= MbrMaxX({asked}) AND xmax >= MbrMinX({asked}) "
        f"AND ymin <= MbrMaxY({asked}) AND ymax >= MbrMinY({asked})"
    )
    tree = f"idx_{table.name}_{hits.column.name}"
    return f"({name}.rowid IN (SELECT pkid FROM {tree} WHERE {meets}))"  # noqa: S608  our own names


def _asked(column: Column, other: Column | BaseGeometry) -> ColumnElement[Any]:
    if isinstance(other, BaseGeometry):
        return Function("ST_GeomFromWKB", literal(other.wkb, LargeBinary), _srid(column))
    return _plain(other)


def _plain(column: Column) -> ColumnElement[Any]:
    found = column.__clause_element__() if hasattr(column, "__clause_element__") else column
    return cast(ColumnElement[Any], found)


def _srid(column: Column) -> int:
    return int(cast(Geometry, _plain(column).type).srid)


def _refuse_degrees(column: Column) -> None:
    if _srid(column) != BRITISH_NATIONAL_GRID:
        raise ValueError("metres are asked of a British National Grid column, not of degrees")
