"""Once a minute one job asks the databases how things stand, and notes it for all who want to know.

Neither the status page nor the figures for Prometheus ask a database themselves: however often
somebody looks, it costs the service nothing. Instants are noted as seconds since 1970.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consultation.queries.standing import desk_standing
from foundation.accounts.models.authorities import Authority
from foundation.base.clock import Clock, london_day, london_instant
from foundation.base.db import REACH, db
from foundation.base.standing import Waiting, events_waiting, mails_waiting, texts_waiting
from townhall.config import ROOT
from townhall.watching.notes import SEEN, folder_of, read, write

MAIN = "main"
SCRIPTS = {MAIN: "migrations", REACH: "migrations/reach"}


def look(app: Flask) -> dict[str, int]:
    """Note how things stand; while a database is away, that, and what was seen before."""
    clock: Clock = app.extensions["clock"]
    folder, now = folder_of(app), clock()
    try:
        seen = {"database": 1, **_figures(db.session(), now)}
    except SQLAlchemyError:
        db.session.rollback()
        seen = {**(read(folder, SEEN) or {}), "database": 0}
    write(folder, SEEN, {**seen, "at": now.timestamp()})
    return {}


def _figures(session: Session, now: datetime) -> dict[str, Any]:
    return {
        "stores": {name: _store(name) for name in SCRIPTS},
        "outbox": {reader: _waits(each) for reader, each in events_waiting(session).items()},
        "messages": {
            "mail": _waits(mails_waiting(session)),
            "text": _waits(texts_waiting(session)),
        },
        "desks": _desks(session, london_day(now)),
    }


def _store(name: str) -> dict[str, Any]:
    engine = db.engine if name == MAIN else db.engines[name]
    with engine.connect() as connection:
        stands = MigrationContext.configure(connection).get_current_revision()
    kind = "spatialite" if engine.dialect.name == "sqlite" else "postgis"
    return {"kind": kind, "migration": stands, "behind": int(stands != _head(name))}


@cache
def _head(name: str) -> str | None:
    """Return the last migration that this code brings."""
    about = Config()
    about.set_main_option("script_location", str(ROOT / SCRIPTS[name]))
    return ScriptDirectory.from_config(about).get_current_head()


def _waits(waiting: Waiting) -> dict[str, Any]:
    return {
        "number": waiting.number,
        "since": _seconds(waiting.since),
        "failing": waiting.failing,
    }


def _desks(session: Session, today: date) -> dict[str, dict[str, Any]]:
    councils = session.execute(select(Authority.id, Authority.slug).order_by(Authority.slug)).all()
    desks = {slug: desk_standing(session, own_id, today) for own_id, slug in councils}
    return {
        slug: {
            "overdue": desk.overdue,
            "oldest_due": _seconds(london_instant(desk.oldest_due) if desk.oldest_due else None),
            "held": desk.held,
            "held_since": _seconds(desk.held_since),
            "open": desk.open,
            "next_close": _seconds(desk.next_close),
        }
        for slug, desk in desks.items()
    }


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None
