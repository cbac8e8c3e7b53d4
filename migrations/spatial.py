"""Make and drop tables with geometry on both databases, indexes and registration included.

SpatiaLite registers each geometry column and keeps its index in a table beside. Both have to go
before the table does, or they stay behind and the next table of that name finds nothing.
"""

from __future__ import annotations

from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy import Column, text
from sqlalchemy.schema import SchemaItem


def create_spatial_table(name: str, *columns: SchemaItem) -> None:
    """Create a table whose ``Geometry`` columns are registered and indexed."""
    op.create_table(name, *columns)
    for column in _spatial(columns):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(text(f"SELECT CreateSpatialIndex('{name}', '{column}')"))
        else:
            op.execute(text(f"CREATE INDEX idx_{name}_{column} ON {name} USING gist ({column})"))


def drop_spatial_table(name: str, *columns: str) -> None:
    """Drop a table with its geometry *columns*, indexes and registration."""
    if op.get_bind().dialect.name == "sqlite":
        for column in columns:
            op.execute(text(f"SELECT DisableSpatialIndex('{name}', '{column}')"))
            op.execute(text(f"SELECT DiscardGeometryColumn('{name}', '{column}')"))
            op.execute(text(f"DROP TABLE IF EXISTS idx_{name}_{column}"))
    op.execute(text(f"DROP TABLE {name}"))


def _spatial(columns: tuple[SchemaItem, ...]) -> list[str]:
    return [
        item.name
        for item in columns
        if isinstance(item, Column) and isinstance(item.type, Geometry)
    ]
