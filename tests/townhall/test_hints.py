"""What one server tells the sockets of another, through Redis."""

from __future__ import annotations

import time
from threading import Event

import pytest
import socketio

from tests.databases import REDIS
from townhall.hints import Hints

WITHIN = 60.0
ROOM = "person:1"


@pytest.mark.skipif(not REDIS, reason="needs Redis")
def test_a_room_that_one_server_closes_has_no_socket_on_another() -> None:
    assert REDIS
    here, there = (
        socketio.Server(client_manager=Hints(REDIS), async_mode="threading") for _ in range(2)
    )
    closed = Event()
    there.on("disconnect", lambda _sid, _reason: closed.set())
    for server in (here, there):
        server.manager.initialize()
    stays = there.manager.connect("of eve", "/")
    leaves = there.manager.connect("of ada", "/")
    there.manager.enter_room(leaves, "/", ROOM)
    until = time.monotonic() + WITHIN
    while not closed.wait(0.2) and time.monotonic() < until:
        here.manager.close_room(ROOM, "/")
    assert closed.is_set(), "the socket outlived its room"
    assert not there.manager.is_connected(leaves, "/")
    assert there.manager.is_connected(stays, "/")
