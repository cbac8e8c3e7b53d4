"""Forget what has ended: sign-ins, links, and who came to what is over and followed up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation.accounts.models.attendees import Attendee
from foundation.accounts.models.people import OneTimeLink, SignIn
from foundation.accounts.rules.sign_in import RESIDENTS
from foundation.base.actor import HOUSE
from foundation.base.clock import london_day
from foundation.base.work import work


def forget_ended(session: Session, now: datetime) -> None:
    """Delete what has ended; take no lock where nothing has."""
    silent = SignIn.last_seen_at <= now - RESIDENTS.idle
    late = OneTimeLink.expires_at <= now
    over = Attendee.forget_on <= london_day(now)
    ended = (
        select(SignIn.id).where(silent).limit(1),
        select(OneTimeLink.token_digest).where(late).limit(1),
        select(Attendee.id).where(over).limit(1),
    )
    if all(session.scalar(each) is None for each in ended):
        return
    with work(session, HOUSE, now) as unit:
        unit.session.execute(delete(SignIn).where(silent))
        unit.session.execute(delete(OneTimeLink).where(late))
        unit.session.execute(delete(Attendee).where(over))
