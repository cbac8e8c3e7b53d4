"""Counts the statements of each request and job, and notes those that are slow.

A note says which statement, on whose behalf and for how long; never with which values.
"""

from __future__ import annotations

import logging
import time

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPICursor

from townhall.watching import metrics
from townhall.watching.errands import under_way
from townhall.watching.shapes import id_of, shape_of

log = logging.getLogger(__name__)

ASKED = "asked_at"


def watch(engine: Engine, store: str, slow_after: int) -> None:
    """Count what *engine* is asked; note what takes *slow_after* milliseconds or more.

    What SQLite reads row by row after its first answer is not in the time.
    """

    def ask(connection: Connection, *_rest: object) -> None:
        connection.info[ASKED] = time.perf_counter()

    def answered(
        connection: Connection, cursor: DBAPICursor, statement: str, *_rest: object
    ) -> None:
        took = _count(connection)
        if took * 1000 >= slow_after:
            _note(store, statement, took, {"rows": cursor.rowcount} if cursor.rowcount >= 0 else {})

    def failed(context: ExceptionContext) -> None:
        if context.connection is None or context.statement is None:
            return
        took = _count(context.connection)
        if took * 1000 >= slow_after:
            why = type(context.original_exception).__name__
            _note(store, context.statement, took, {"failed": why})

    event.listen(engine, "before_cursor_execute", ask)
    event.listen(engine, "after_cursor_execute", answered)
    event.listen(engine, "handle_error", failed)
    metrics.watch_pool(engine, store)


def _count(connection: Connection) -> float:
    now = time.perf_counter()
    took = now - connection.info.get(ASKED, now)
    if errand := under_way():
        errand.statements += 1
        errand.seconds += took
    return float(took)


def _note(store: str, statement: str, took: float, more: dict[str, object]) -> None:
    metrics.SLOW.labels(store).inc()
    shape, errand = shape_of(statement), under_way()
    facts = {
        "statement": id_of(shape),
        "shape": shape,
        "store": store,
        "on_behalf_of": errand.name if errand else "by hand",
        "ms": round(took * 1000),
        **more,
    }
    log.warning("slow statement", extra={"facts": facts})
