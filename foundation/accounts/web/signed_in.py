"""The one place that knows Flask-Login: who is behind this request or socket.

The browser's cookie holds a random token and nothing else; all that it stands for is read from
the database at every request, so a right that is taken away is gone at once.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import cast
from uuid import UUID

from flask import Flask, current_app, g, has_request_context, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from foundation.accounts.models.people import SignIn
from foundation.accounts.queries.sign_in import SignedIn, sign_in_of
from foundation.accounts.rules.sign_in import RESIDENTS, SEEN_EVERY
from foundation.accounts.web.here import current_council
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.current import now, rights_of

log = logging.getLogger(__name__)

manager = LoginManager()


class Browser(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login calls a user: one signed-in browser."""

    def __init__(self, token: str, sign_in: SignedIn | None = None) -> None:
        self.token = token
        self.sign_in = sign_in

    def get_id(self) -> str:
        """Return what goes into the cookie."""
        return self.token


def init(app: Flask) -> None:
    """Let *app* know who is signed in."""
    # The token alone decides; a changed network address must not sign anybody out.
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_find)
    app.config["PERMANENT_SESSION_LIFETIME"] = RESIDENTS.idle
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False


def _find(token: str) -> Browser | None:
    found = _holds(token, current_council().id)
    return Browser(token, found) if found else None


def _holds(token: str, authority_id: UUID) -> SignedIn | None:
    found = sign_in_of(db.session(), authority_id, token, now())
    if found is None or (found.is_demo and not current_app.extensions["settings"].demo):
        return None
    return found


def who_asks() -> None:
    """Remember who acts in this request: a visitor costs no query, anybody else one."""
    g.sign_in = current_user.sign_in if current_user.is_authenticated else None
    g.actor = _actor_of(g.sign_in) if g.sign_in else Actor(current_council().id)
    if g.sign_in:
        _note_visit(g.sign_in)


def signed_in() -> SignedIn | None:
    """Return the sign-in behind this request, or None for a visitor."""
    return cast(SignedIn | None, g.get("sign_in")) if has_request_context() else None


def still_here() -> Actor:
    """Return who is behind this socket's request now, read anew from the database."""
    return who_holds(held_token(), current_council().id)


def held_token() -> str | None:
    """Return what the cookie of this request holds, whether it still opens anything or not."""
    return cast(str | None, session.get("_user_id"))


def who_holds(token: str | None, authority_id: UUID) -> Actor:
    """Return for whom *token* speaks at one council now; a visitor if it does not hold."""
    found = _holds(token, authority_id) if token else None
    return _actor_of(found) if found else Actor(authority_id)


def let_in(token: str, *, stays: bool) -> None:
    """Give this browser a fresh session that holds *token*; all it held before is gone.

    With *stays* the cookie outlives the browser window.
    """
    session.clear()
    session.permanent = stays
    login_user(Browser(token))


def let_out() -> None:
    """Forget who this browser was."""
    logout_user()
    session.clear()


def _actor_of(sign_in: SignedIn) -> Actor:
    return Actor(sign_in.authority_id, sign_in.person_id, sign_in.roles, rights_of(sign_in.roles))


def _note_visit(sign_in: SignedIn) -> None:
    """Keep the time of the last visit; a commit of its own, as nobody has asked for it.

    Where nothing can be written at present, whoever only reads is not refused for it.
    """
    if now() - sign_in.last_seen_at < SEEN_EVERY:
        return
    seen = update(SignIn).where(SignIn.id == sign_in.id).values(last_seen_at=now())
    try:
        with work(db.session(), g.actor, now()) as unit:
            unit.session.execute(seen)
    except OperationalError as full:
        log.warning("visit not noted: %s", type(full).__name__)
        return
    if session.permanent and now() - sign_in.last_seen_at > timedelta(days=1):
        session.modified = True
