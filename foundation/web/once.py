"""A write that a program may send again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request

from foundation.base.db import db
from foundation.base.errors import Malformed
from foundation.base.idempotency import Asking, alone, asking, earlier_answer, keep_answer
from foundation.base.work import Work, work
from foundation.web.current import actor, now, secret

HEADER = "Idempotency-Key"
LONGEST_KEY = 255


def done_once(body: object, do: Callable[[Work], dict[str, Any]]) -> dict[str, Any]:
    """Return what *do* returns, done in one commit, however often the same request comes.

    *do* returns what may be kept for 30 days: no text and no code.

    Raises:
        Conflict: the first request with this key is still being worked on.
        Invalid: the key was used for another body.
    """
    request_ = _asking(body)
    if request_ is None:
        with work(db.session(), actor(), now()) as unit:
            return do(unit)
    who = actor()
    with alone(who.authority_id, request_), work(db.session(), who, now()) as unit:
        kept = earlier_answer(unit, request_)
        if kept is None:
            kept = do(unit)
            keep_answer(unit, request_, kept)
    return kept


def _asking(body: object) -> Asking | None:
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        wanted = f"{HEADER} has 1 to {LONGEST_KEY} plain characters."
        raise Malformed(wanted, fields={HEADER: wanted})
    person_id = actor().person_id
    caller = str(person_id) if person_id else "visitor"
    return asking(secret(), f"{request.method} {request.path}", caller, key, body)
