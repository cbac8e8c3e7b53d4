"""One database as one file, and back: SQLite by its own copy, PostgreSQL by its own programs.

Either way the copy is of one moment, whoever writes meanwhile.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL

REVISION = text("SELECT version_num FROM alembic_version")


class NoProgram(RuntimeError):
    """A program of PostgreSQL is missing or failed; the message says what it said."""


def revision(engine: Engine) -> str | None:
    """Return at which migration a store stands; None where it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(REVISION)
        return found


def dump(engine: Engine, into: Path) -> None:
    """Write a store into a file.

    Raises:
        NoProgram: pg_dump is missing or failed.
    """
    if engine.dialect.name == "sqlite":
        _copy(engine, Path(engine.url.database or ""), into)
        return
    chosen = ("--format=custom", "--no-owner", "--no-privileges", f"--schema={_schema(engine)}")
    _run("pg_dump", engine.url, *chosen, f"--file={into}")


def load(engine: Engine, whole: Path) -> None:
    """Put a file that `dump` wrote in the place of what a store holds, whole or not at all.

    Raises:
        NoProgram: pg_restore is missing or failed.
    """
    engine.dispose()
    if engine.dialect.name == "sqlite":
        _copy(engine, whole, Path(engine.url.database or ""))
        return
    listed = _run("pg_restore", None, "--list", str(whole))
    # The schema itself stays: extensions live in it.
    kept = [line for line in listed.splitlines() if " SCHEMA - " not in line]
    order = whole.with_suffix(".list")
    order.write_text("\n".join(kept))
    how = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
    _run("pg_restore", engine.url, *how, f"--use-list={order}", str(whole))


def _copy(engine: Engine, whole: Path, into: Path) -> None:
    """Copy with the driver that has the store open: two of them undo each other's locks."""
    driver: Any = engine.dialect.dbapi
    with (
        closing(driver.connect(str(whole))) as source,
        closing(driver.connect(str(into))) as target,
    ):
        source.backup(target)


def _schema(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT current_schema()")))


def _run(program: str, url: URL | None, *args: str) -> str:
    asked, env = [program, *args], dict(os.environ)
    if url is not None:
        host = url.host or str(url.query.get("host", ""))
        given = {"--host": host, "--port": url.port, "--username": url.username}
        asked[1:1] = [f"{name}={value}" for name, value in given.items() if value]
        asked[1:1] = [f"--dbname={url.database}"]
        env["PGPASSWORD"] = url.password or ""
    try:
        done = subprocess.run(asked, env=env, capture_output=True, text=True, check=True)  # noqa: S603  fixed programs
    except FileNotFoundError as missing:
        raise NoProgram(f"{program} is not here; it comes with PostgreSQL's client.") from missing
    except subprocess.CalledProcessError as failed:
        raise NoProgram(f"{program}: {failed.stderr.strip()}") from failed
    return done.stdout
