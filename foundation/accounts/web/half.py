"""Who has given a right password and has still to give a code."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from flask import session

from foundation.accounts.queries.people import Credentials, credentials_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import SignInNeeded
from foundation.web.current import now

KEPT_AS = "half"
LASTS = timedelta(minutes=10)


def remember(person_id: UUID, session_version: int) -> None:
    """Note in a fresh session that this browser knows somebody's password."""
    session.clear()
    session[KEPT_AS] = [str(person_id), session_version, now().isoformat()]


def person() -> Credentials | None:
    """Return whose password this browser has given in the last ten minutes."""
    noted = session.get(KEPT_AS)
    if not noted:
        return None
    person_id, version, at = noted
    if now() - datetime.fromisoformat(at) > LASTS:
        return None
    found = credentials_of(db.session(), current_council().id, UUID(person_id))
    return found if found and found.session_version == version else None


def needed() -> Credentials:
    """Return whose password this browser has given.

    Raises:
        SignInNeeded: nobody's, or too long ago.
    """
    found = person()
    if found is None:
        raise SignInNeeded("Sign in again from the start: give your password first.")
    return found
