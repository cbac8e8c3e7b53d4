"""Live hints: a socket says "this part changed", and the page asks for the part again.

Nothing but a hint travels, so a lost one costs a page half a minute, and no text can reach
anybody by this way who may not read it by the other.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_socketio import SocketIO
from sqlalchemy.orm import Session

from consultation.web import live as consultation
from foundation.base.eventlog import LoggedEvent
from townhall.config import Settings

READER = "live"
KINDS = consultation.KINDS
ROOMS = {"consultation": consultation.may_watch}
"""Kind of room → who may enter one."""

LARGEST_MESSAGE = 4096

socketio = SocketIO()


def init(app: Flask, settings: Settings) -> None:
    """Open the socket of *app*; several processes hear each other through Redis."""
    socketio.init_app(
        app,
        async_mode="threading",
        message_queue=settings.redis_url,
        cors_allowed_origins=is_own_origin,  # type: ignore[arg-type]  # the stubs know no callable
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
    )


def is_own_origin(origin: str | None, environ: dict[str, Any]) -> bool:
    """Tell whether a socket is opened by a page of the very host it asks.

    The library's own check also believes ``X-Forwarded-Host``, which anybody can send.
    """
    return origin is None or urlsplit(origin).netloc == environ.get("HTTP_HOST")


def tell(session: Session, event: LoggedEvent, _now: datetime) -> None:
    """Hint to everybody who watches what *event* has changed."""
    for room, hint in consultation.hints(session, event):
        socketio.emit("changed", hint, to=room)
