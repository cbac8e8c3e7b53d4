"""The app on each database, emptied after every test, with a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.base.clock import Clock
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.base.row_security import AUTHORITY
from foundation.web.limits import limiter
from tests import make
from tests.clock import NOW, StandingClock
from tests.databases import KINDS, WEB_ROLE, new_stores
from tests.html import ReadingClient
from tests.journeys.browser import chromium, launched
from townhall.app import create_app
from townhall.config import ROOT, Settings
from townhall.live import socketio

FILLED = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)"
    " AND relname = ANY(:tables) AND pg_relation_size(oid) > 0"
)
NAMES = "SET LOCAL app.authority"
UNCOUNTED = ("BEGIN", "SET", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK", "PRAGMA")


@pytest.fixture(scope="session")
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(scope="session", params=KINDS)
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, clock: StandingClock
) -> Iterator[Flask]:
    """An app on a fresh database of one kind, migrated from nothing."""
    folder = tmp_path_factory.mktemp(request.param)
    with opened(settings_for(request.param, folder), clock) as app:
        app.testing = True
        app.test_client_class = ReadingClient
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            for engine in db.engines.values():
                _let_go_of_the_disk(engine)
            upgrade(str(ROOT / "migrations"))
            upgrade(str(ROOT / "migrations" / "reach"))
            for bind, metadata in db.metadatas.items():
                _keep_order(db.engines[bind], list(metadata.tables))
            _serve_as_web(app)
        yield app


def _serve_as_web(app: Flask) -> None:
    """Let requests on PostGIS run as a role for which row security holds, and tests as who passes.

    A request takes the role as it names its council, and the test is itself again after it.
    """

    def as_web(_conn: object, _cursor: object, said: str, given: Any, *_: object) -> Any:
        return (f"{said}; SET LOCAL ROLE {WEB_ROLE}" if said.startswith(NAMES) else said), given

    def as_oneself(_error: object) -> None:
        session = cast(Session, db.session())
        if session.info.pop(AUTHORITY, None) is None or not session.in_transaction():
            return
        try:
            session.connection().exec_driver_sql("SET LOCAL ROLE NONE")
        except DBAPIError:
            session.rollback()

    if db.engine.dialect.name == "postgresql":
        event.listen(db.engine, "before_cursor_execute", as_web, retval=True)
        app.teardown_request(as_oneself)


@contextmanager
def opened(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Make an app that leaves no connection open behind it, and the socket to the app before it."""
    server = getattr(socketio, "server")  # noqa: B009  the stubs do not know it
    app = create_app(settings, clock)
    yield app
    setattr(socketio, "server", server)  # noqa: B010
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
    app.extensions["huey"].storage.close()


def settings_for(kind: str, folder: Path, **more: object) -> Settings:
    """Return settings for a throw-away deployment of one kind."""
    stores = new_stores(kind, folder, f"heard_back_{folder.name}_{os.getpid()}")
    given: dict[str, object] = {
        "database_url": stores.main,
        "reach_database_url": stores.reach,
        "secret_key": "a secret for tests only",
        "instance_path": folder,
        "reach_key_file": folder / "reach-key",
        "demo": True,
        **more,
    }
    return Settings(**given)  # type: ignore[arg-type]  # mixed values of one dataclass


@pytest.fixture
def app(migrated: Flask, clock: StandingClock) -> Iterator[Flask]:
    """The app, in its context, with empty tables and the clock at ``NOW``."""
    clock.shows = NOW
    with migrated.app_context():
        limiter.reset()
        yield migrated
        db.session.remove()
        for bind, metadata in db.metadatas.items():
            _empty(db.engines[bind], [table.name for table in reversed(metadata.sorted_tables)])


def _let_go_of_the_disk(engine: Engine) -> None:
    """Write without waiting for the disk, as the tests' PostgreSQL does: all is thrown away."""

    def lightly(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lightly)


def _keep_order(engine: Engine, tables: list[str]) -> None:
    """Let nobody fill the gaps of deleted rows: what is written at one instant is read in order."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            for name in tables:
                connection.execute(text(f'ALTER TABLE "{name}" SET (autovacuum_enabled = false)'))


def _empty(engine: Engine, tables: list[str]) -> None:
    """Delete the rows of the tables that have any: to truncate all takes a third of a second."""
    if not tables:
        return
    if engine.dialect.name == "postgresql":
        _empty_postgis(engine, tables)
        return
    each = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)
    with engine.begin() as connection:
        for name in connection.scalars(text(" UNION ALL ".join(each))).all():
            connection.execute(text(f'DELETE FROM "{name}"'))


def _empty_postgis(engine: Engine, tables: list[str]) -> None:
    """Delete the rows, and let the pages be filled from the first again.

    Else rows of one instant would lose their order among the gaps.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        filled = set(connection.scalars(FILLED, {"tables": tables}))
        used = [f'"{name}"' for name in tables if name in filled]
        if used:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("; ".join(f"DELETE FROM {name}" for name in used)))
            connection.execute(text(f"VACUUM (TRUNCATE) {', '.join(used)}"))
            connection.execute(text("RESET statement_timeout"))


@pytest.fixture
def session(app: Flask) -> Session:
    """The session that the app itself uses."""
    return cast(Session, db.session())


@pytest.fixture
def client(app: Flask) -> ReadingClient:
    """A visitor's browser."""
    return cast(ReadingClient, app.test_client())


@pytest.fixture
def client_for(app: Flask) -> Callable[..., ReadingClient]:
    """Return signed-in browsers: ``client_for(Role.PLANNER)``, at the first council.

    With ``authority=`` another council is taken, and the browser asks at its host.
    """

    def signed_in(*roles: Role, authority: Authority | None = None) -> ReadingClient:
        session = cast(Session, db.session())
        council = authority or session.scalars(select(Authority)).first()
        assert council is not None, "make an authority first"
        browser = cast(ReadingClient, app.test_client())
        if authority:
            browser.at = f"http://{authority.slug}.localhost"
        sign_in_as(browser, make.a_person(session, council.id, *roles).id)
        return browser

    return signed_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests; a second one in the same process would not start."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = launched(playwright)
        yield running
        running.close()


def sign_in_as(browser: ReadingClient, person_id: UUID, at: datetime = NOW) -> str:
    """Sign *browser* in as one person; return the token that its cookie now holds."""
    token = make.a_sign_in(cast(Session, db.session()), person_id, at)
    with browser.session_transaction(base_url=browser.at) as cookie:
        cookie["_user_id"] = token
    return token


@contextmanager
def at_most(statements: int) -> Iterator[None]:
    """Fail if the block sends more than *statements* to a database, transactions not counted."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(UNCOUNTED):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(sent) <= statements, f"{len(sent)} statements:\n" + "\n".join(sent)


__all__ = ["NOW", "StandingClock", "at_most", "opened", "settings_for", "sign_in_as"]
