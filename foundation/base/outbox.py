"""Bring logged events to their readers, at least once, whatever crashes in between."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from foundation.base.engines import BEGIN
from foundation.base.eventlog import LoggedEvent, Pending

Reader = Callable[[Session, LoggedEvent, datetime], None]
"""Acts on one event inside the outbox's transaction; must bear hearing it twice."""

ManyReader = Callable[[Session, list[LoggedEvent]], None]
"""Acts on many events inside the outbox's transaction; must bear hearing them twice."""

BATCH = 100
MANY = 500
FEWER = 10
"""So many times fewer on SQLite, where everybody who writes waits for the end of a batch."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)

log = logging.getLogger(__name__)


def deliver(session: Session, reader: str, handle: Reader, now: datetime) -> int:
    """Hand *reader* one batch of due events, oldest first; return how many it took.

    Each event stops being pending in the same transaction in which it was handled, so a crash
    repeats an event rather than losing it. An event that *handle* fails on waits, twice as long
    each time, and holds up no other.
    """
    _begin(session)
    waiting = (
        _due(reader, now)
        .limit(_at_most(session, BATCH))
        .with_for_update(of=Pending, skip_locked=True)
    )
    told = 0
    for event, pending in session.execute(waiting).all():
        told += _hand_over(session, event, pending, handle, now)
    session.commit()
    return told


def deliver_together(session: Session, reader: str, handle: ManyReader, now: datetime) -> int:
    """Hand *reader* many due events at once, for who adds up; return how many it took.

    Two workers never have a batch of one reader at the same time: who comes second waits for the
    oldest event, and finds it gone. A batch that fails waits as a whole.
    """
    _begin(session)
    waiting = _due(reader, now).limit(_at_most(session, MANY)).with_for_update(of=Pending)
    found = session.execute(waiting).all()
    told = len(found)
    try:
        with session.begin_nested():
            handle(session, [event for event, _ in found])
            for _, pending in found:
                session.delete(pending)
    except Exception:
        log.exception("reader %s failed on %s events", reader, told)
        told = 0
        for _, pending in found:
            _put_off(pending, now)
    session.commit()
    return told


def drain(session: Session, readers: Mapping[str, Reader], now: datetime) -> dict[str, int]:
    """Deliver until nothing is due for any of *readers*; return reader → how many it took."""
    taken = dict.fromkeys(readers, 0)
    for reader, handle in readers.items():
        while told := deliver(session, reader, handle, now):
            taken[reader] += told
    return taken


def backlog(session: Session, tried: int = 0) -> dict[str, int]:
    """Return reader → how many events it has still to hear, after failing *tried* times or more."""
    wanted = select(Pending.reader, func.count()).where(Pending.attempts >= tried)
    rows = session.execute(wanted.group_by(Pending.reader))
    return {reader: waiting for reader, waiting in rows}  # noqa: C416  rows are not pairs to mypy


def _hand_over(
    session: Session, event: LoggedEvent, pending: Pending, handle: Reader, now: datetime
) -> int:
    try:
        with session.begin_nested():
            handle(session, event, now)
    except Exception:
        log.exception("reader %s failed on event %s", pending.reader, event.id)
        _put_off(pending, now)
        session.flush()
        return 0
    session.delete(pending)
    session.flush()
    return 1


def _put_off(pending: Pending, now: datetime) -> None:
    pending.attempts += 1
    pending.due_at = now + min(FIRST_WAIT * 2**pending.attempts, LONGEST_WAIT)


def _begin(session: Session) -> None:
    session.rollback()
    if session.get_bind().dialect.name == "sqlite":
        session.connection(execution_options={BEGIN: "IMMEDIATE"})


def _at_most(session: Session, many: int) -> int:
    return many // FEWER if session.get_bind().dialect.name == "sqlite" else many


def _due(reader: str, now: datetime) -> Select[LoggedEvent, Pending]:
    return (
        select(LoggedEvent, Pending)
        .join(Pending, Pending.event_id == LoggedEvent.id)
        .where(Pending.reader == reader, Pending.due_at <= now)
        .order_by(LoggedEvent.id)
    )
