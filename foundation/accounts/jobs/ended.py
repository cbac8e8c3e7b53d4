"""Forget sign-ins and links that have ended: they hold addresses and times that nobody needs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import OneTimeLink, SignIn
from foundation.accounts.rules.sign_in import RESIDENTS
from foundation.base.actor import HOUSE
from foundation.base.work import work


def forget_ended(session: Session, now: datetime) -> None:
    """Delete what has ended; take no lock where nothing has."""
    silent = SignIn.last_seen_at <= now - RESIDENTS.idle
    late = OneTimeLink.expires_at <= now
    ended = session.scalar(select(SignIn.id).where(silent).limit(1)) or session.scalar(
        select(OneTimeLink.token_digest).where(late).limit(1)
    )
    if ended is None:
        return
    with work(session, HOUSE, now) as unit:
        unit.session.execute(delete(SignIn).where(silent))
        unit.session.execute(delete(OneTimeLink).where(late))
