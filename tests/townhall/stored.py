"""What the databases hold, to the last row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine, MetaData, event, text

from foundation.base.db import db

READING = ("SELECT", "PRAGMA", "BEGIN", "SET", "COMMIT", "ROLLBACK", "WITH")
NOT_OURS = ("spatial_ref_sys", "spatialite_history", "sql_statements_log")


def rows_of_every_table(engines: Mapping[str | None, Engine]) -> dict[str, str]:
    """Return store and table → digest of all its rows, whatever order they lie in."""
    return {
        f"{store or 'main'} {table.name}": _digest(engine, table.name)
        for store, engine in engines.items()
        for table in _metadata(store).sorted_tables
        if table.name not in NOT_OURS
    }


def tables_that_hold(engines: Mapping[str | None, Engine], words: str) -> set[str]:
    """Return store and table of every row in which *words* stand."""
    return {
        f"{store or 'main'} {table.name}"
        for store, engine in engines.items()
        for table in _metadata(store).sorted_tables
        if table.name not in NOT_OURS and any(words in row for row in _rows(engine, table.name))
    }


def _metadata(store: str | None) -> MetaData:
    return db.metadatas[store]


def _digest(engine: Engine, table: str) -> str:
    return hashlib.sha256("\n".join(sorted(_rows(engine, table))).encode()).hexdigest()


def _rows(engine: Engine, table: str) -> list[str]:
    with engine.connect() as connection:
        found = connection.execute(text(f'SELECT * FROM "{table}"'))
        return [repr(tuple(row)) for row in found]


@contextmanager
def writing() -> Iterator[list[str]]:
    """Collect each statement that does more than read, as it is sent."""
    written: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip("( \n").upper().startswith(READING):
            written.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield written
    finally:
        event.remove(Engine, "before_cursor_execute", note)
