"""Sockets: who may listen to what, what they hear, and what they cannot do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask_socketio.test_client import SocketIOTestClient
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultation.rules.access import GRANTS, Can, is_held_to_own
from consultation.rules.consultations import ConsultationStatus
from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.clock import NOW
from tests.consultation.conftest import actor, consultation
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import an_actor, an_authority
from townhall.crowd import MOST_QUESTIONS, MOST_SOCKETS, Crowd
from townhall.jobs import run_once
from townhall.live import ROOMS, close_sockets, socketio

__all__ = ["actor", "consultation"]

Open = Callable[..., SocketIOTestClient]


@pytest.fixture
def open_socket(app: Flask) -> Iterator[Open]:
    """Open sockets as a browser would, and close them after the test."""
    opened: list[SocketIOTestClient] = []

    def connected(browser: ReadingClient, **more: Any) -> SocketIOTestClient:
        socket = socketio.test_client(app, flask_test_client=browser, **more)
        opened.append(socket)
        return socket

    yield connected
    for socket in opened:
        if socket.is_connected():
            socket.disconnect()


def heard(app: Flask, socket: SocketIOTestClient) -> list[Any]:
    """What a socket is told once the readers have run."""
    run_once(app)
    return [message["args"][0] for message in socket.get_received()]


def rooms() -> set[str]:
    """The rooms in which anybody is."""
    server = getattr(socketio, "server")  # noqa: B009  the stubs do not know it
    return set(server.manager.rooms["/"])


@pytest.mark.parametrize("as_object", [False, True])
def test_who_watches_a_consultation_hears_that_it_changed_and_no_text(
    app: Flask,
    session: Session,
    client: ReadingClient,
    open_socket: Open,
    actor: Actor,
    as_object: bool,
) -> None:
    watched = a_consultation(session, actor)
    run_once(app)
    socket = open_socket(client)
    room = f"consultation:{watched}"
    socket.emit("watch", {"kind": "consultation", "id": str(watched)} if as_object else room)
    posted = a_comment(session, actor, watched, "Not for the wire.")
    (hint,) = heard(app, socket)
    assert (hint["room"], hint["ref"]) == (room, posted.ref)
    assert "wire" not in str(hint)


def test_who_leaves_hears_no_more(
    app: Flask,
    session: Session,
    client: ReadingClient,
    open_socket: Open,
    actor: Actor,
    consultation: UUID,
) -> None:
    run_once(app)
    socket = open_socket(client)
    socket.emit("watch", f"consultation:{consultation}")
    socket.emit("leave", f"consultation:{consultation}")
    a_comment(session, actor, consultation)
    assert heard(app, socket) == []


@pytest.mark.parametrize(
    "room",
    [
        "consultation:__all__",
        "moderators:1",
        "person:1",
        "consultation",
        ":",
        "",
        None,
        7,
        [],
        {"kind": "consultation"},
        {"kind": ["consultation"], "id": "1"},
        {"kind": "consultation", "id": {"deep": [[[]]]}},
        "consultation:" + "9" * 5000,
        f"consultation:{UUID(int=7)}",
    ],
)
def test_a_room_that_is_none_is_ignored(
    app: Flask,
    session: Session,
    client: ReadingClient,
    open_socket: Open,
    actor: Actor,
    room: object,
) -> None:
    made = a_consultation(session, actor)
    run_once(app)
    socket = open_socket(client)
    socket.emit("watch", room)
    socket.emit("no such event", room)
    a_comment(session, actor, made)
    assert heard(app, socket) == []
    assert socket.is_connected()


@pytest.mark.parametrize("whose", ["a draft", "another council's"])
def test_what_one_may_not_read_one_may_not_watch(
    app: Flask, session: Session, client: ReadingClient, open_socket: Open, actor: Actor, whose: str
) -> None:
    if whose == "a draft":
        made = a_consultation(session, actor, until=ConsultationStatus.DRAFT)
    else:
        made = a_consultation(session, an_actor(an_authority(session, "leeds").id))
    socket = open_socket(client)
    socket.emit("watch", f"consultation:{made}")
    assert f"consultation:{made}" not in rooms()


def test_a_socket_at_no_councils_address_is_refused(
    client: ReadingClient, open_socket: Open, actor: Actor
) -> None:
    socket = open_socket(client, headers={"Host": "elsewhere.example"})
    assert not socket.is_connected()


def test_one_address_holds_only_so_many_sockets() -> None:
    crowd = Crowd()
    assert all(crowd.admits(str(number), "one") for number in range(MOST_SOCKETS))
    assert not crowd.admits("more", "one")
    assert crowd.admits("other", "another")
    crowd.lets_go("7")
    assert crowd.admits("again", "one")


def test_a_process_with_threads_keeps_some_for_those_who_ask() -> None:
    crowd = Crowd(most=3)
    assert all(crowd.admits(str(number), f"caller {number}") for number in range(3))
    assert not crowd.admits("more", "another")
    crowd.lets_go("1")
    assert crowd.admits("more", "another")


def test_one_socket_asks_only_so_often() -> None:
    crowd = Crowd()
    crowd.admits("a", "one")
    assert all(crowd.may_ask("a") for _ in range(MOST_QUESTIONS))
    assert not crowd.may_ask("a")
    assert not crowd.may_ask("never admitted")


def test_who_signs_out_loses_the_socket(
    session: Session, open_socket: Open, client_for: Callable[..., ReadingClient], actor: Actor
) -> None:
    theirs, other = open_socket(client_for(Role.PLANNER)), open_socket(client_for(Role.PLANNER))
    person_id = session.scalars(select(SignIn.person_id).order_by(SignIn.id)).all()
    close_sockets(person_id[0])
    assert sorted([theirs.is_connected(), other.is_connected()]) == [False, True]


def test_a_right_that_ended_is_gone_at_the_next_event(
    session: Session,
    open_socket: Open,
    client_for: Callable[..., ReadingClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ROOMS, "back office", lambda _session, who, _name: bool(who.person_id))
    an_authority(session)
    socket = open_socket(client_for(Role.PLANNER))
    socket.emit("watch", "back office:1")
    session.execute(update(Person).values(session_version=Person.session_version + 1))
    session.commit()
    socket.emit("watch", "back office:2")
    assert "back office:1" in rooms()
    assert "back office:2" not in rooms()


@pytest.mark.parametrize(
    "ended",
    [
        update(SignIn).values(last_seen_at=NOW - timedelta(minutes=31)),
        update(SignIn).values(started_at=NOW - timedelta(hours=13)),
        update(Person).values(is_active=False),
        update(Person).values(session_version=2),
        delete(PersonRole),
        delete(SignIn),
    ],
    ids=["silence", "the last hour", "the account", "the session", "the role", "the sign-in"],
)
def test_who_may_no_more_hears_no_more_though_nobody_closed_the_socket(  # noqa: PLR0917
    app: Flask,
    session: Session,
    open_socket: Open,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
    ended: Any,
) -> None:
    socket = open_socket(client_for(Role.PLANNER))
    socket.emit("watch", f"desk:{actor.authority_id}")
    a_comment(session, actor, consultation)
    assert heard(app, socket) != []
    session.execute(ended)
    session.commit()
    a_comment(session, actor, consultation)
    assert heard(app, socket) == []
    assert socket.is_connected()


def test_the_desk_is_watched_by_those_who_may_read_all_of_it(
    open_socket: Open, client_for: Callable[..., ReadingClient], actor: Actor
) -> None:
    desk = f"desk:{actor.authority_id}"
    for role in Role:
        socket = open_socket(client_for(role))
        socket.emit("watch", desk)
        is_staff = Can.DESK_READ in GRANTS.get(role, frozenset())
        may = is_staff and not is_held_to_own(frozenset({role}))
        assert (desk in rooms()) == may, role
        socket.disconnect()


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        (None, True),
        ("http://localhost", True),
        ("http://evil.example", False),
        ("null", False),
        ("http://localhost.evil.example", False),
        ("http://localhost:81", False),
        ("http://[::1", False),
    ],
)
def test_a_page_of_another_site_opens_no_socket(
    client: ReadingClient, actor: Actor, origin: str | None, is_own: bool
) -> None:
    for forged in ({}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-Server": "evil"}):
        said = {**forged, **({} if origin is None else {"Origin": origin})}
        answer = client.get("/socket.io/?EIO=4&transport=polling", headers=said)
        assert answer.status_code == (200 if is_own else 400), said
