"""One commit a request, and a log that brings every event to every reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from foundation.base.audit import EventSeal, seal, verify
from foundation.base.db import db
from foundation.base.eventlog import SEAL, LoggedEvent, audience
from foundation.base.events import Event
from foundation.base.outbox import backlog, deliver, drain
from foundation.base.work import let_go, work
from tests.conftest import NOW
from tests.make import an_actor


@dataclass(frozen=True, slots=True)
class DoorOpened(Event):
    kind: ClassVar[str] = "test.door.opened"
    width: int = 1


@dataclass(frozen=True, slots=True)
class NameShouted(Event):
    kind: ClassVar[str] = "test.name.shouted"
    name: str = "somebody"


ACTOR = an_actor(uuid4())


@pytest.fixture(autouse=True)
def only_the_seal_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "_readers", {})


def happen(session: Session, *events: Event) -> None:
    with work(session, ACTOR, NOW) as unit:
        for event in events:
            unit.record(event)


def test_what_happened_is_logged_with_who_and_when(session: Session) -> None:
    door = uuid4()
    happen(session, DoorOpened(door, width=3))
    row = session.scalars(select(LoggedEvent)).one()
    assert (row.kind, row.subject_id, row.facts) == ("test.door.opened", door, {"width": 3})
    assert (row.authority_id, row.happened_at) == (ACTOR.authority_id, NOW)


def test_nothing_is_logged_when_the_work_fails(session: Session) -> None:
    with pytest.raises(RuntimeError), work(session, ACTOR, NOW) as unit:
        unit.record(DoorOpened(uuid4()))
        raise RuntimeError
    assert session.scalars(select(LoggedEvent)).all() == []


def test_an_event_with_free_text_is_refused(session: Session) -> None:
    with pytest.raises(TypeError, match="free text"):
        happen(session, NameShouted(uuid4()))


def test_each_reader_hears_each_event_once(session: Session) -> None:
    audience.subscribe("porter", [DoorOpened.kind])
    happen(session, DoorOpened(uuid4()), DoorOpened(uuid4()))
    heard: list[int] = []
    porter = {"porter": lambda _session, event, _now: heard.append(event.id)}
    assert drain(session, porter, NOW) == {"porter": 2}
    assert drain(session, porter, NOW) == {"porter": 0}
    assert len(heard) == 2
    assert backlog(session) == {SEAL: 2}


def test_an_event_that_a_reader_fails_on_waits_and_holds_up_no_other(session: Session) -> None:
    audience.subscribe("porter", [DoorOpened.kind])
    happen(session, DoorOpened(uuid4(), width=1), DoorOpened(uuid4(), width=2))

    def stuck_on_the_first(_session: Session, event: LoggedEvent, _now: datetime) -> None:
        if event.facts["width"] == 1:
            raise RuntimeError

    assert deliver(session, "porter", stuck_on_the_first, NOW) == 1
    assert backlog(session, tried=1) == {"porter": 1}
    assert deliver(session, "porter", stuck_on_the_first, NOW) == 0
    later = NOW + timedelta(hours=1)
    assert deliver(session, "porter", lambda *_: None, later) == 1


def sealed(session: Session, events: int) -> list[LoggedEvent]:
    for _ in range(events):
        happen(session, DoorOpened(uuid4()))
    drain(session, {SEAL: seal}, NOW)
    return list(session.scalars(select(LoggedEvent).order_by(LoggedEvent.id)))


def test_an_untouched_chain_holds_and_tells_its_unsealed_tail(session: Session) -> None:
    sealed(session, 3)
    happen(session, DoorOpened(uuid4()))
    (verdict,) = verify(session)
    assert (verdict.sealed, verdict.unsealed, verdict.broken_at) == (3, 1, None)


@pytest.mark.parametrize("changed", ["facts", "kind", "actor_id", "subject_id", "happened_at"])
def test_a_change_after_sealing_is_found(session: Session, changed: str) -> None:
    rows = sealed(session, 3)
    forged: dict[str, object] = {
        "facts": {"width": 9},
        "kind": "test.door.closed",
        "actor_id": uuid4(),
        "subject_id": uuid4(),
        "happened_at": NOW + timedelta(seconds=1),
    }
    setattr(rows[1], changed, forged[changed])
    session.commit()
    (verdict,) = verify(session)
    assert verdict.broken_at == 2


def test_a_chain_that_was_cut_off_misses_the_head_that_was_noted(session: Session) -> None:
    sealed(session, 3)
    (whole,) = verify(session)
    last = session.scalars(select(EventSeal).order_by(EventSeal.position.desc())).first()
    assert last is not None
    event_id = last.event_id
    session.delete(last)
    session.flush()
    session.delete(session.get_one(LoggedEvent, event_id))
    session.commit()
    assert verify(session)[0].broken_at is None
    assert verify(session, frozenset({whole.head}))[0].broken_at == 3


def test_each_authority_has_a_chain_of_its_own(session: Session) -> None:
    other = an_actor(UUID(int=7))
    sealed(session, 2)
    with work(session, other, NOW) as unit:
        unit.record(DoorOpened(uuid4()))
    drain(session, {SEAL: seal}, NOW)
    assert sorted(verdict.sealed for verdict in verify(session)) == [1, 2]


def test_a_connection_whose_database_has_gone_is_let_go(session: Session) -> None:
    session.scalar(text("SELECT 1"))
    if session.get_bind().dialect.name == "postgresql":
        mine = session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    let_go(session)
    assert session.scalar(text("SELECT 1")) == 1
