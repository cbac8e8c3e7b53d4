"""Who sends the requests: visitors, people of each role, programs with a key."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import cast
from uuid import UUID

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session

from foundation.base.db import db
from foundation.base.roles import Role
from tests import make
from tests.townhall.towns import Town

RAW = "the same for every browser"
EACH = 12
"""People of each role: one who is removed by a request is not the last."""


def form_token(app: Flask) -> str:
    """Return what every form of these browsers holds, signed as the server signs it."""
    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(RAW))


class Callers:
    """Everybody who will ask, signed in before the first request is sent."""

    def __init__(self, app: Flask, town: Town) -> None:
        self._bearer = town.bearer
        session, council = cast(Session, db.session()), town.council.id
        self._cookies = {
            role: cycle([_cookie(app, make.a_sign_in(session, person)) for person in people])
            for role, people in _people(session, council)
        }
        self._visitor = _cookie(app, None)

    def header(self, role: Role | None, target: str) -> tuple[str, str] | None:
        """Return the header that says who asks."""
        if target.startswith("/api/"):
            return ("Authorization", f"Bearer {self._bearer}") if role else None
        return ("Cookie", f"session={next(self._cookies[role]) if role else self._visitor}")


def _people(session: Session, council: UUID) -> Sequence[tuple[Role, list[UUID]]]:
    return [
        (role, [make.a_person(session, council, role).id for _ in range(EACH)]) for role in Role
    ]


def _cookie(app: Flask, token: str | None) -> str:
    held = {"csrf_token": RAW, **({"_user_id": token} if token else {})}
    signer = cast(SecureCookieSessionInterface, app.session_interface).get_signing_serializer(app)
    assert signer
    return str(signer.dumps(held))
