"""One migrator at a time, which never makes the service wait long for a table."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select, text

MIGRATING = 0x48454152
"""The advisory lock that lets one migrator in ("HEAR")."""

PATIENCE = "SET lock_timeout = '4s'"
"""What a migration may wait for a table: whoever asks for that table meanwhile waits behind it."""

log = logging.getLogger("alembic.runtime.migration")


@contextmanager
def one_at_a_time(connection: Connection) -> Iterator[None]:
    """Let nobody else migrate this store until the block ends; say so where one has to wait."""
    lock = _in_postgres if connection.dialect.name == "postgresql" else _beside_sqlite
    with lock(connection):
        yield


@contextmanager
def _in_postgres(connection: Connection) -> Iterator[None]:
    connection.execute(text("SET statement_timeout = 0"))
    connection.execute(text("SET lock_timeout = 0"))
    if not connection.scalar(select(func.pg_try_advisory_lock(MIGRATING))):
        _say_so()
        connection.execute(select(func.pg_advisory_lock(MIGRATING)))
    connection.execute(text(PATIENCE))
    connection.commit()
    yield
    connection.execute(select(func.pg_advisory_unlock(MIGRATING)))
    connection.commit()


@contextmanager
def _beside_sqlite(connection: Connection) -> Iterator[None]:
    """Lock a file of its own: a lock in the store would be in the way of the migration itself."""
    store = connection.engine.url.database
    with Path(f"{store}-migrating").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say_so()
            fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _say_so() -> None:
    log.warning("Another process migrates this store. Waiting for it to end.")
