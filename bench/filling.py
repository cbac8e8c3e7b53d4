"""Bring the invented city into a database, as fast as that database takes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from bench.data import PINS, Owners, Size, Table, comments, followers
from consultation.commands.pins import look_at_cells, say_checked
from consultation.jobs import pins

GEOMETRY = frozenset({"geom", "geom_27700"})
SLOW = text(
    "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i"
    " JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid"
    " WHERE t.relname = ANY(:tables) AND NOT i.indisunique"
)
"""Indexes that guard nothing: quicker made at the end than kept row by row."""
TABLES = ["comment", "comment_place", "comment_words", "comment_topic", "subscription"]
TABLES += ["followed_area", PINS]


def fill(engine: Engine, size: Size, owners: Owners) -> None:
    """Add comments and followers; afterwards every index is there and analysed."""
    with engine.connect() as connection, _quickly(connection):
        for batch in comments(size.comments, owners):
            _store(connection, batch)
        for batch in followers(size.followers, owners):
            _store(connection, batch)
        connection.execute(
            text(
                "UPDATE consultation_tally SET comments = :more, version = 2"
                " WHERE consultation_id = :consultation"
            ),
            {"more": size.comments, "consultation": _as_stored(engine, owners)},
        )
        connection.commit()
    _map(engine, owners)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM (ANALYZE)"))
        else:
            connection.execute(text("ANALYZE"))


def _map(engine: Engine, owners: Owners) -> None:
    """Count the pins into cells, as the job does."""
    with Session(engine) as session:
        if engine.dialect.name == "sqlite":
            pins.fold(session, owners.today)
            return
        session.execute(text("SET statement_timeout = 0"))
        session.execute(text("SET idle_in_transaction_session_timeout = 0"))
        look_at_cells(session, owners.consultation_id)
        say_checked(session, owners.consultation_id, owners.today)
        session.commit()


def _as_stored(engine: Engine, owners: Owners) -> object:
    made = owners.consultation_id
    return made.hex if engine.dialect.name == "sqlite" else made


def _store(connection: Connection, batch: list[Table]) -> None:
    for table in batch:
        if connection.dialect.name == "postgresql":
            _copy(connection, table)
        elif table.name != PINS:  # its triggers are on
            _insert(connection, table)


def _copy(connection: Connection, table: Table) -> None:
    lines = ["\t".join(r"\N" if each is None else each for each in row) for row in table.rows]
    into = f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN"
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(into) as copy:
        copy.write("\n".join(lines) + "\n")


def _insert(connection: Connection, table: Table) -> None:
    values = ", ".join("GeomFromEWKB(?)" if name in GEOMETRY else "?" for name in table.columns)
    into = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({values})"  # noqa: S608  our own names
    connection.exec_driver_sql(into, list(table.rows))


@contextmanager
def _quickly(connection: Connection) -> Iterator[None]:
    """Neither look for what rows point at, nor keep indexes, while the block runs."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(text("SET statement_timeout = 0"))
    connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
    connection.execute(text("SET session_replication_role = replica"))
    connection.execute(text("SET maintenance_work_mem = '512MB'"))
    slow = connection.execute(SLOW, {"tables": TABLES}).all()
    for name, _ in slow:
        connection.execute(text(f'DROP INDEX "{name}"'))
    yield
    for _, again in slow:
        connection.exec_driver_sql(again.replace("%", "%%"))
    connection.execute(text("SET session_replication_role = origin"))
    connection.commit()
