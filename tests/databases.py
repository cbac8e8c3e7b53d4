"""Fresh, migrated databases of both kinds for the tests."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.errors import DuplicateObject, UniqueViolation
from sqlalchemy.engine import URL, make_url

POSTGIS = os.environ.get("TEST_POSTGIS_URL")
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
REDIS_DATABASES = 16
KINDS = ("spatialite", "postgis") if POSTGIS else ("spatialite",)

REDIS_SERVER = os.environ.get("TEST_REDIS_URL")
REDIS = REDIS_SERVER and f"{REDIS_SERVER.rsplit('/', 1)[0]}/{WORKER % REDIS_DATABASES}"
"""A database of its own for each process, or one would work through another's queue of jobs."""

REACH_ROLE = "heard_back_reach_test"
WEB_ROLE = "heard_back_web_test"
"""What requests of tests become, so that row security holds for them as for a real web login."""

EMPTY = "template1"


@dataclass(frozen=True)
class Stores:
    """Where the main store and the reach store of one test run are."""

    main: str
    reach: str


def new_stores(
    kind: str, folder: Path, name: str, template: str | None = None, at: str | None = POSTGIS
) -> Stores:
    """Make empty stores; on PostGIS the reach store is a schema with a login role of its own.

    There *template* names a database, in use by nobody, that is copied with all it holds, and *at*
    the server.
    """
    if kind == "spatialite":
        return Stores(f"sqlite:///{folder}/main.db", f"sqlite:///{folder}/reach.db")
    assert at is not None
    server = make_url(at)
    with psycopg.connect(_dsn(server), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or EMPTY}"'.encode())
        with suppress(DuplicateObject, UniqueViolation):
            admin.execute(f"CREATE ROLE {REACH_ROLE} LOGIN PASSWORD 'reach'".encode())
        with suppress(DuplicateObject, UniqueViolation):
            admin.execute(f"CREATE ROLE {WEB_ROLE} NOLOGIN".encode())
    main = server.set(database=name)
    with psycopg.connect(_dsn(main), autocommit=True) as fresh:
        if template is None:
            fresh.execute("CREATE EXTENSION postgis")
            fresh.execute(f"CREATE SCHEMA reach AUTHORIZATION {REACH_ROLE}".encode())
            for what in ("TABLES", "SEQUENCES"):
                grant = f"GRANT ALL ON {what} TO {WEB_ROLE}"
                fresh.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public {grant}".encode())
        fresh.execute(
            f'ALTER ROLE {REACH_ROLE} IN DATABASE "{name}" SET search_path = reach'.encode()
        )
    reach = main.set(username=REACH_ROLE, password="reach")
    return Stores(*(url.render_as_string(hide_password=False) for url in (main, reach)))


def _dsn(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
