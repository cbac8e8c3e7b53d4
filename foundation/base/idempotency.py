"""The same request sent twice is done once, and answered twice alike.

Source: IETF draft-ietf-httpapi-idempotency-key-header-07. The answer is kept in the transaction
that did the work, so that a crash leaves both or neither.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.actor import HOUSE
from foundation.base.db import Model
from foundation.base.errors import Conflict, Invalid
from foundation.base.strict_json import canonical
from foundation.base.work import Work, work

KEPT_FOR = timedelta(days=30)

IN_FLIGHT = "The first request with this Idempotency-Key is still being worked on. Wait, then ask."
OTHER_BODY = "This Idempotency-Key was used for another body. Make a new key for a new request."


class KeptAnswer(Model):
    """What was answered to one key of one caller on one route; no code and no text is in it."""

    __tablename__ = "kept_answer"

    authority_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked: Mapped[str] = mapped_column(primary_key=True)
    body_digest: Mapped[str]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Asking:
    """One request that may come again; *asked* is a digest of route, caller and key."""

    asked: str
    body_digest: str


def asking(secret: bytes, route: str, caller: str, key: str, body: object) -> Asking:
    """Return what identifies a request; keyed digests, so that nothing can be read out of them."""
    who = "\0".join((route, caller, key)).encode()
    return Asking(
        hmac.new(secret, b"idempotency key\0" + who, hashlib.sha256).hexdigest(),
        hmac.new(secret, b"idempotency body\0" + canonical(body), hashlib.sha256).hexdigest(),
    )


_busy: set[tuple[UUID, str]] = set()
_guard = Lock()


@contextmanager
def alone(authority_id: UUID, request: Asking) -> Iterator[None]:
    """Keep a second request with the same key out of this process meanwhile.

    Raises:
        Conflict: one is being worked on.
    """
    mine = (authority_id, request.asked)
    with _guard:
        if mine in _busy:
            raise Conflict(IN_FLIGHT)
        _busy.add(mine)
    try:
        yield
    finally:
        with _guard:
            _busy.discard(mine)


def earlier_answer(work: Work, request: Asking) -> dict[str, Any] | None:
    """Return what was answered to this request before, or None if it is the first of its kind.

    Raises:
        Conflict: another process is working on it.
        Invalid: the key was used for another body.
    """
    if work.session.get_bind().dialect.name == "postgresql":
        place = int.from_bytes(bytes.fromhex(request.asked)[:8], signed=True)
        if not work.session.scalar(select(func.pg_try_advisory_xact_lock(place))):
            raise Conflict(IN_FLIGHT)
    kept = work.session.execute(
        select(KeptAnswer.body_digest, KeptAnswer.answer, KeptAnswer.kept_at).where(
            KeptAnswer.authority_id == work.actor.authority_id, KeptAnswer.asked == request.asked
        )
    ).one_or_none()
    if kept is None:
        return None
    if kept.kept_at + KEPT_FOR <= work.now:
        _forget(work, request)
        return None
    if not hmac.compare_digest(kept.body_digest, request.body_digest):
        raise Invalid(OTHER_BODY, fields={"Idempotency-Key": OTHER_BODY})
    answer: dict[str, Any] = kept.answer
    return answer


def keep_answer(work: Work, request: Asking, answer: dict[str, Any]) -> None:
    """Keep *answer* for the next time this request comes."""
    work.session.execute(
        insert(KeptAnswer).values(
            authority_id=work.actor.authority_id,
            asked=request.asked,
            body_digest=request.body_digest,
            answer=answer,
            kept_at=work.now,
        )
    )


def drop_old(session: Session, now: datetime) -> None:
    """Drop every answer that has been kept long enough."""
    is_old = KeptAnswer.kept_at <= now - KEPT_FOR
    if session.scalar(select(KeptAnswer.asked).where(is_old).limit(1)) is None:
        return
    with work(session, HOUSE, now) as unit:
        unit.session.execute(delete(KeptAnswer).where(is_old))


def _forget(work: Work, request: Asking) -> None:
    work.session.execute(
        delete(KeptAnswer).where(
            KeptAnswer.authority_id == work.actor.authority_id, KeptAnswer.asked == request.asked
        )
    )
