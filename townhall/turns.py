"""One at a time in the whole deployment, however many processes work the queue."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

KIND = 0x54555253
"""First half of the keys of our advisory locks ("TURS"); the name of the turn is the second."""

PATIENTLY = "SET statement_timeout = 0; SET lock_timeout = '300s'"


@contextmanager
def turn(engine: Engine, name: str, *, waits: bool) -> Iterator[bool]:
    """Yield whether this process has the turn *name*; with *waits* it has, after others.

    A process that dies loses its connection, and with it the turn. That connection is none of the
    pool: it waits, while others work. On SQLite one process works all jobs, so that it always has
    the turn.

    Raises:
        OperationalError: others had the turn for five minutes.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()
        has = _take(connection, name, waits=waits)
        try:
            yield has
        finally:
            if has:
                with suppress(DBAPIError):
                    connection.execute(select(func.pg_advisory_unlock(KIND, _number(name))))


def _take(connection: Connection, name: str, *, waits: bool) -> bool:
    if not waits:
        return bool(connection.scalar(select(func.pg_try_advisory_lock(KIND, _number(name)))))
    connection.execute(text(PATIENTLY))
    connection.execute(select(func.pg_advisory_lock(KIND, _number(name))))
    return True


def _number(name: str) -> int:
    """Return a signed number of 32 bits for *name*, as PostgreSQL's locks want it."""
    return zlib.crc32(name.encode()) - 2**31
