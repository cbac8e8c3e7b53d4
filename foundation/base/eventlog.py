"""The event log: audit trail, public timeline and outbox in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.actor import Actor
from foundation.base.db import Counting, Model
from foundation.base.events import Event

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


def log(session: Session, happened: Iterable[Event], actor: Actor, now: datetime) -> set[str]:
    """Add events to the log, once pending per reader; return the readers to wake.

    Two statements, however many events and readers there are.
    """
    events = list(happened)
    if not events:
        return set()
    rows = [_row(event, actor, now) for event in events]
    ids = session.scalars(
        insert(LoggedEvent).returning(LoggedEvent.id, sort_by_parameter_order=True), rows
    ).all()
    waiting = [
        {"event_id": event_id, "reader": reader, "due_at": now, "attempts": 0}
        for event_id, event in zip(ids, events, strict=True)
        for reader in audience.of(event.kind)
    ]
    session.execute(insert(Pending), waiting)
    return {str(row["reader"]) for row in waiting}


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
