"""Live hints: a socket says "this part changed", and the page asks for the part again.

Nothing but a hint travels, so a lost one costs a page half a minute, and no text can reach
anybody by this way who may not read it by the other.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, g, request
from flask_socketio import SocketIO, join_room, leave_room
from sqlalchemy.orm import Session

from consultation.web import live as consultation
from foundation.accounts.rules.events import ENDING
from foundation.accounts.web import here, signed_in
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.web.limits import caller
from townhall.config import Settings
from townhall.crowd import MOST_IN_THREADS, Crowd
from townhall.hints import Hints
from townhall.listeners import Listeners, Seats, cut
from townhall.watching import metrics

log = logging.getLogger(__name__)

READER = "live"
KINDS = (*consultation.KINDS, *ENDING)
ROOMS: dict[str, Callable[[Session, Actor, str], bool]] = {
    "consultation": consultation.may_watch,
    "desk": consultation.may_watch_desk,
}
"""Kind of room → who may enter one."""

PRIVATE = frozenset({"desk"})
"""Kinds of room whose watchers are looked at again before each hint; the others are for all."""

LARGEST_MESSAGE = 4096
LONGEST_ROOM = 100

socketio = SocketIO()
crowd = Crowd()
seats = Seats()


def init(app: Flask, settings: Settings) -> None:
    """Open the socket of *app*; several processes hear each other through Redis.

    The library would keep the queue of an app that was made before in the same process.
    """
    crowd.most = None if in_greenlets() else MOST_IN_THREADS
    socketio.server_options.clear()  # type: ignore[attr-defined]  # the stubs do not know it
    socketio.init_app(
        app,
        async_mode="gevent" if in_greenlets() else "threading",
        client_manager=_listeners(app, settings),
        cors_allowed_origins=is_own_origin,  # type: ignore[arg-type]  # the stubs know no callable
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
    )


def _listeners(app: Flask, settings: Settings) -> Listeners:
    """Return who keeps the sockets of this process, and hears the others through Redis."""

    def may_hear(sid: str, room: str) -> bool:
        kind, _, name = room.partition(":")
        if kind not in PRIVATE:
            return True
        with app.app_context():
            who = seats.who(sid)
            return who is not None and ROOMS[kind](db.session(), who, name)

    kept = Hints(settings.redis_url) if settings.redis_url else Listeners()
    kept.may_hear = may_hear
    return kept


def in_greenlets() -> bool:
    """Tell whether gunicorn's gevent worker has this process; it is patched before the app is."""
    gevent = sys.modules.get("gevent.monkey")
    return bool(gevent and gevent.is_module_patched("socket"))


def is_own_origin(origin: str | None, environ: dict[str, Any]) -> bool:
    """Tell whether a socket is opened by a page of the very host it asks.

    The library's own check also believes ``X-Forwarded-Host``, which anybody can send.
    """
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == environ.get("HTTP_HOST")
    except ValueError:
        return False


def tell(session: Session, event: LoggedEvent, _now: datetime) -> None:
    """Hint to everybody who watches what *event* has changed, or close what it has ended."""
    if event.kind in ENDING:
        close_sockets(event.subject_id)
        return
    for room, hint in (*consultation.hints(session, event), *consultation.desk_hints(event)):
        socketio.emit("changed", {"room": room, **hint}, to=room)


def close_sockets(person_id: UUID) -> None:
    """End every socket of somebody who has signed out, or whose rights have changed.

    Those of other servers are closed by these, when they hear that the room is.
    """
    room = f"person:{person_id}"
    socketio.emit("signed_out", to=room)
    server = getattr(socketio, "server")  # noqa: B009  the stubs do not know it
    for sid, _ in list(server.manager.get_participants("/", room)):
        cut(server, sid)
    server.manager.close_room(room, "/")


@socketio.on("connect")
def connect(_auth: object = None) -> bool:
    """Let a browser in, unless its address holds too many sockets or no council is meant."""
    who = _who_asks()
    if who is None or not crowd.admits(_sid(), caller()):
        return False
    metrics.SOCKETS.set(len(crowd))
    seats.take(_sid(), signed_in.held_token(), who.authority_id)
    if who.person_id:
        join_room(f"person:{who.person_id}")
    return True


@socketio.on("disconnect")
def disconnect(_reason: object = None) -> None:
    """Forget a socket that has gone."""
    crowd.lets_go(_sid())
    seats.leave(_sid())
    metrics.SOCKETS.set(len(crowd))


@socketio.on("watch")
def watch(room: object = None, *_more: object) -> None:
    """Let a page hear of changes in a room that it may enter; say nothing otherwise.

    A room is named ``kind:id``, or as an object with ``kind`` and ``id``.
    """
    kind, name = _read_room(room)
    if kind not in ROOMS or not crowd.may_ask(_sid()):
        return
    who = _who_asks()
    if who is not None and ROOMS[kind](db.session(), who, name):
        join_room(f"{kind}:{name}")


@socketio.on("leave")
def leave(room: object = None, *_more: object) -> None:
    """Let a page stop hearing of a room."""
    kind, name = _read_room(room)
    if kind in ROOMS:
        leave_room(f"{kind}:{name}")


@socketio.on_error_default
def ignore(error: BaseException) -> None:
    """Note what went wrong with an event; its sender is told nothing."""
    log.warning("socket event failed: %s", type(error).__name__)


def _who_asks() -> Actor | None:
    """Return who is behind this socket, read anew at each event; None where no council is."""
    try:
        here.find_council()
    except NotFound:
        return None
    g.actor = signed_in.still_here()
    return g.actor  # type: ignore[no-any-return]  # set in the line before


def _read_room(room: object) -> tuple[str, str]:
    match room:
        case str() if len(room) <= LONGEST_ROOM:
            kind, _, name = room.partition(":")
            return kind, name
        case {"kind": str(kind), "id": str(name)} if len(kind) + len(name) < LONGEST_ROOM:
            return kind, name
    return "", ""


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO puts it there
