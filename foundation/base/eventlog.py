"""The event log: audit trail, public timeline and outbox in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    ForeignKey,
    Index,
    Insert,
    String,
    Table,
    bindparam,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.actor import Actor
from foundation.base.db import Counting, Model
from foundation.base.events import Event
from foundation.base.together import Write, write_together

SEAL = "seal"
"""The reader that hears everything: it links each event into the chain of its authority."""


class LoggedEvent(Model):
    """One thing that happened; rows are only ever added."""

    __tablename__ = "logged_event"
    __table_args__ = (Index("ix_logged_event_subject", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    authority_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[UUID]
    actor_id: Mapped[UUID | None]
    happened_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class Pending(Model):
    """One event that one reader has still to hear, and when to try again."""

    __tablename__ = "pending"
    __table_args__ = (Index("ix_pending_reader_due", "reader", "due_at", "event_id"),)

    event_id: Mapped[int] = mapped_column(
        Counting, ForeignKey("logged_event.id"), primary_key=True, autoincrement=False
    )
    reader: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)


class Audience:
    """Who has to hear of what: kind of event → readers, in the order they subscribed."""

    def __init__(self) -> None:
        self._readers: dict[str, tuple[str, ...]] = {}

    def subscribe(self, reader: str, kinds: Iterable[str]) -> None:
        """Let *reader* hear every event of *kinds* from now on."""
        for kind in kinds:
            known = self._readers.get(kind, ())
            if reader not in known:
                self._readers[kind] = (*known, reader)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the readers of *kind*; the seal always comes first."""
        return (SEAL, *self._readers.get(kind, ()))


audience = Audience()
"""The one list of readers; the shell fills it at start-up."""


def log(
    session: Session,
    happened: Iterable[Event],
    actor: Actor,
    now: datetime,
    last: Iterable[tuple[Write, Mapping[str, object]]] = (),
) -> set[str]:
    """Add events to the log, once pending per reader, and do *last*; return the readers to wake.

    Two statements, however many events and readers there are, and one for each of *last*. Where
    PostgreSQL logs one event, all of it is one statement.
    """
    events, writes = list(happened), list(last)
    is_postgres = session.get_bind().dialect.name == "postgresql"
    if len(events) == 1 and len(writes) <= 1 and is_postgres:
        readers = audience.of(events[0].kind)
        row = _row(events[0], actor, now)
        given = {f"event_{name}": value for name, value in row.items()}
        given |= {"event_readers": list(readers), "event_due_at": now}
        for _, values in writes:
            given |= values
        write_together(session, (_ONE, *(write for write, _ in writes)), given)
        return set(readers)
    waiting = _log_many(session, [_row(event, actor, now) for event in events], events, now)
    for write, values in writes:
        write_together(session, (write,), values)
    return waiting


def _log_many(
    session: Session, rows: list[Mapping[str, object]], events: list[Event], now: datetime
) -> set[str]:
    if not events:
        return set()
    connection = session.connection()
    ids = connection.execute(_MANY, rows).scalars().all()
    waiting = [
        {"event_id": event_id, "reader": reader, "due_at": now, "attempts": 0}
        for event_id, event in zip(ids, events, strict=True)
        for reader in audience.of(event.kind)
    ]
    connection.execute(_PENDING, waiting)
    return {str(row["reader"]) for row in waiting}


def _one() -> Insert:
    """Return the insert of one event together with one pending row for each of its readers."""
    given = {
        column.name: bindparam(f"event_{column.name}", type_=column.type)
        for column in _LOGGED.columns
        if column.name != "id"
    }
    logged = insert(_LOGGED).from_select(list(given), select(*given.values()))
    event = logged.returning(_LOGGED.c.id).cte("event")
    readers = func.unnest(bindparam("event_readers", type_=ARRAY(String))).table_valued("name")
    due = bindparam("event_due_at", type_=_PENDED.c.due_at.type)
    each = event.join(readers.render_derived("reader"), true())
    told = select(event.c.id, each.right.c.name, due, literal(0)).select_from(each)
    return insert(_PENDED).from_select(["event_id", "reader", "due_at", "attempts"], told)


_LOGGED = cast(Table, LoggedEvent.__table__)
_PENDED = cast(Table, Pending.__table__)
_MANY = insert(_LOGGED).returning(_LOGGED.c.id, sort_by_parameter_order=True)
_PENDING = insert(_PENDED)
_ONE = _one()


def _row(event: Event, actor: Actor, now: datetime) -> Mapping[str, object]:
    return {
        "authority_id": actor.authority_id,
        "kind": event.kind,
        "subject_id": event.subject_id,
        "actor_id": actor.person_id,
        "happened_at": now,
        "facts": {
            field.name: _fact(event, field.name)
            for field in fields(event)
            if field.name != "subject_id"
        },
    }


def _fact(event: Event, name: str) -> object:
    """Return one fact as JSON can hold it; refuse free text."""
    value = getattr(event, name)
    match value:
        case None | bool() | int():
            return value
        case StrEnum():
            return value.value
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
    raise TypeError(f"{event.kind}.{name} is {type(value).__name__}: an event holds no free text")
