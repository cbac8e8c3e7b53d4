"""One unit of work: who acts, when, what happened, and the one commit of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.engines import BEGIN
from foundation.base.eventlog import log
from foundation.base.events import Event
from foundation.base.together import Write

Wake = Callable[[set[str]], None]
"""Told, after a commit, which readers have something new to hear."""


@dataclass
class Work:
    """What a command needs; commands record events but never commit.

    ``wakes`` names who has something to do after the commit beside the readers of the events.
    ``last`` are writes to rows for which others queue, with their values: they are done with the
    events, so that nobody waits for longer than the commit takes.
    """

    session: Session
    actor: Actor
    now: datetime
    events: list[Event] = field(default_factory=list)
    wakes: set[str] = field(default_factory=set)
    last: list[tuple[Write, Mapping[str, object]]] = field(default_factory=list)

    def record(self, event: Event) -> None:
        """Append *event* to what this unit will have done."""
        self.events.append(event)


@contextmanager
def work(session: Session, actor: Actor, now: datetime) -> Iterator[Work]:
    """Write the body's changes and events in one commit, then wake the readers.

    Whatever was read before is forgotten: a command reloads what it changes. On SQLite the
    transaction opens with the write lock, so that a read inside it cannot turn stale.

    Raises:
        Whatever the body raises, unchanged, after the rollback.
    """
    begin_to_write(session)
    unit = Work(session, actor, now)
    try:
        yield unit
        session.flush()
        readers = log(session, unit.events, actor, now, unit.last) | unit.wakes
        session.commit()
    except BaseException:
        session.rollback()
        raise
    wake: Wake | None = session.info.get("wake")
    if wake and readers:
        wake(readers)


def let_go(session: Session) -> None:
    """End what *session* was reading; a connection whose database has gone is thrown away."""
    try:
        session.rollback()
    except DBAPIError:
        session.invalidate()


def begin_to_write(session: Session) -> None:
    """Forget what was read before; on SQLite, wait for the write lock and hold it from now."""
    session.rollback()
    if session.get_bind().dialect.name == "sqlite":
        session.connection(execution_options={BEGIN: "IMMEDIATE"})
