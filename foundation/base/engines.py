"""How each of the two databases is opened.

SpatiaLite is the embedded default, PostGIS the one for many people at once. SQLite settings:
write-ahead log, ``synchronous=FULL`` (an acknowledged commit survives a power cut), foreign keys,
and a writer waits half a minute for its turn: who waits long is better served than who is refused.
"""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from time import monotonic
from types import ModuleType
from typing import Any, cast

from geoalchemy2.admin.dialects.sqlite import load_spatialite
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from foundation.base.write_turns import WriteTurns

BRITISH_NATIONAL_GRID = 27700
TURN_WITHIN = 30
"""Seconds that a writer waits for another on SQLite, which hands out no queue numbers."""

POOL = 5
"""Connections of one process to one PostgreSQL store: more of them wait for the same few disks."""

KEPT_OPEN = 15
"""Connections to one SQLite file; none is closed again, for to open one loads SpatiaLite."""

IDLE = 1.0
"""Seconds after which a connection to PostgreSQL may have died unnoticed."""

_USED = "heard_back_used"

BEGIN = "sqlite_begin"
"""Execution option: how the next SQLite transaction opens (``IMMEDIATE`` to write)."""

NO_SPATIALITE = (
    "SpatiaLite could not be loaded. Install it (Debian and Ubuntu: "
    "apt install libsqlite3-mod-spatialite) or set DATABASE_URL to a PostGIS database."
)


class NoSpatialDatabase(RuntimeError):
    """This machine cannot open the embedded database."""


def is_sqlite(url: str) -> bool:
    """Tell whether *url* names the embedded database."""
    return make_url(url).get_backend_name() == "sqlite"


def options(url: str) -> dict[str, Any]:
    """Return the engine options for *url*; errors never quote the values of a statement.

    PostgreSQL: a statement may take 5 s, wait 2 s for a lock, and idle 10 s in a transaction. None
    is compiled first: ours are short, and to compile one takes longer than to run it. Pages are as
    near as the next one, as on every disk without moving parts: else rare words are looked for in
    all comments instead of in their index.
    """
    quiet = {"hide_parameters": True}
    if is_sqlite(url):
        return {
            **quiet,
            "module": _sqlite_driver(),
            "pool_size": KEPT_OPEN,
            "max_overflow": 0,
            "connect_args": {"timeout": TURN_WITHIN},
        }
    limits = "-c statement_timeout=5000 -c lock_timeout=2000 -c jit=off -c random_page_cost=1.1"
    return {
        **quiet,
        "pool_size": POOL,
        "max_overflow": 0,
        "pool_timeout": 10,
        "connect_args": {
            "connect_timeout": 5,
            "options": f"{limits} -c idle_in_transaction_session_timeout=10000 -c timezone=UTC",
        },
    }


def prepare(engine: Engine) -> None:
    """Make every connection of *engine* ready for the house."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", partial(_ping_if_idle, engine))
    else:
        os.environ.setdefault("SPATIALITE_LIBRARY_PATH", "mod_spatialite")
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", partial(_begin_sqlite, WriteTurns(engine, TURN_WITHIN)))


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[_USED] = monotonic()


def _ping_if_idle(
    engine: Engine, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Ask a connection that lay idle whether it still stands; if not, all idle ones are renewed.

    A busy one is not asked: that would take longer than many a statement.
    """
    if monotonic() - record.info.get(_USED, monotonic()) < IDLE:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as gone:
        raise InvalidatePoolError from gone


def _sqlite_driver() -> ModuleType:
    """Return Python's own driver where it can load extensions, else pysqlite3."""
    if hasattr(sqlite3.Connection, "enable_load_extension"):
        return sqlite3
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415  only where Python's own driver cannot
    except ImportError as missing:
        raise NoSpatialDatabase(NO_SPATIALITE) from missing
    return cast(ModuleType, dbapi2)


def _open_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy opens transactions itself (see _begin_sqlite), the driver must not.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={TURN_WITHIN * 1000}")
    try:
        # Without transaction=True the first start takes 52 s instead of 0.2 s.
        load_spatialite(connection, transaction=True, init_mode="WGS84")
    except Exception as missing:
        raise NoSpatialDatabase(NO_SPATIALITE) from missing
    known = "SELECT 1 FROM spatial_ref_sys WHERE srid = ?"
    if not connection.execute(known, (BRITISH_NATIONAL_GRID,)).fetchone():
        connection.execute("SELECT InsertEpsgSrid(?)", (BRITISH_NATIONAL_GRID,))


def _begin_sqlite(turns: WriteTurns, connection: Connection) -> None:
    how = connection.get_execution_options().get(BEGIN, "DEFERRED")
    if how == "IMMEDIATE":
        turns.take(connection)
    connection.exec_driver_sql(f"BEGIN {how}")
