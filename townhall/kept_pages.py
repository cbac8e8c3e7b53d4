"""Public pages as they last were, for the time in which the database is away.

Each process keeps the answers that it gave to visitors last, in memory and for an hour at most:
what was hidden since must not come back for long. Pages of people who are signed in, forms and the
interface for programs are never kept.

Source: RFC 5861 (stale-if-error), done here because most councils have no cache in front.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock

from flask import Flask, Response, current_app, render_template, request, session

from foundation.web.current import now

KEPT_FOR = timedelta(hours=1)
ROOM = 16_000_000
"""Bytes that all kept answers of one process may take."""

KINDS = frozenset({"text/html", "text/css", "application/json"})
MAIN = '<main id="main-content" tabindex="-1">'
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was given."""

    body: bytes
    kind: str
    tag: str | None
    seen_at: datetime


class Shelf:
    """The answers given last; those not asked for longest make room."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._size = 0
        self._turn = Lock()

    def put(self, key: Key, answer: Kept) -> None:
        """Keep *answer* as the last one to *key*."""
        with self._turn:
            self._drop(key)
            self._kept[key] = answer
            self._size += len(answer.body)
            while self._size > self._room:
                self._drop(next(iter(self._kept)))

    def find(self, key: Key) -> Kept | None:
        """Return the last answer to *key*."""
        with self._turn:
            return self._kept.get(key)

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        self._size -= len(gone.body) if gone else 0


def init(app: Flask) -> None:
    """Let *app* remember what it shows to visitors; has to come before what sets headers."""
    app.extensions["kept_pages"] = Shelf()
    app.after_request(_keep)


def as_it_was() -> Response | None:
    """Return the page that is asked for as this visitor last could have seen it, and says so."""
    if not _is_for_everyone():
        return None
    kept = _shelf().find(_key())
    if kept is None or now() - kept.seen_at > KEPT_FOR:
        return None
    body = kept.body
    if kept.kind == "text/html":
        notice = render_template("errors/_as_of.html", at=kept.seen_at)
        body = body.replace(MAIN.encode(), (MAIN + notice).encode(), 1)
    answer = Response(body, mimetype=kept.kind)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Age"] = str(max(0, int((now() - kept.seen_at).total_seconds())))
    return answer


def _keep(response: Response) -> Response:
    if not _is_for_everyone() or session or "no-cache" not in _caching(response):
        return response
    key, tag = _key(), response.get_etag()[0]
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        known = _shelf().find(key)
        if known and tag and known.tag == tag:
            _shelf().put(key, replace(known, seen_at=now()))
    elif response.status_code == HTTPStatus.OK and _is_whole(response):
        _shelf().put(key, Kept(response.get_data(), response.mimetype or "", tag, now()))
    return response


def _is_for_everyone() -> bool:
    """Tell whether a visitor looks at a page."""
    held = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"])
    return request.method == "GET" and held is None and not request.path.startswith("/api/")


def _is_whole(response: Response) -> bool:
    passes = response.direct_passthrough or response.is_streamed
    return response.mimetype in KINDS and not passes


def _caching(response: Response) -> str:
    return response.headers.get("Cache-Control", "")


def _key() -> Key:
    """Return what an answer depends on: all that it says it varies with."""
    languages = request.headers.get("Accept-Language", "")
    return request.host, request.full_path, request.headers.get("Cookie", ""), languages


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions["kept_pages"]
    return shelf
