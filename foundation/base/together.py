"""Several writes in one round trip, written down once and never put together again.

A statement of SQLAlchemy is an expression; to build one and work out what it is called in the
cache costs more than to run it. Paths on which many people wait build theirs when they are
imported, with a name for each value, and run them on the connection, past the ORM.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Executable, Insert, Table, Update, bindparam, insert, literal, select
from sqlalchemy.orm import Session

from foundation.base.db import Model

Write = Insert | Update


def adding(model: type[Model], *columns: str) -> Insert:
    """Return an insert of one row; the value of a column is called ``table__column``."""
    table: Table = model.__table__  # type: ignore[assignment]  # each of our models is one table
    named = {name: bindparam(f"{table.name}__{name}", type_=table.c[name].type) for name in columns}
    return insert(table).values(named)


def values_of(model: type[Model], **row: object) -> dict[str, object]:
    """Return *row* under the names that ``adding`` gives to its values."""
    return {f"{model.__tablename__}__{name}": value for name, value in row.items()}


def write_together(
    session: Session, writes: tuple[Write, ...], values: Mapping[str, object]
) -> None:
    """Do all of *writes*: on PostgreSQL as one statement, on SQLite one after the other.

    No write may build on what another one changes, for PostgreSQL shows each the rows of before.
    What is built of *writes* is kept, so they have to be the same ones each time; *values* go by
    the names of their bind parameters.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_joined(writes), values)
        return
    for write in writes:
        connection.execute(write, {name: values[name] for name in _named(write) & values.keys()})


@cache
def _joined(writes: tuple[Write, ...]) -> Executable:
    """Return one statement that does nothing itself, with all writes before it."""
    joined = select(literal(1))
    for number, write in enumerate(writes):
        joined = joined.add_cte(write.cte(f"write_{number}"))
    return joined


@cache
def _named(write: Write) -> frozenset[str]:
    return frozenset(dict[str, Any](write.compile().params))
