"""Write to those who come to a session: a place, a change, that it is off, and afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultation.models.sessions import SessionTelling
from consultation.queries.session_tellings import (
    SessionNews,
    ToTell,
    session_news,
    waiting_tellings,
)
from foundation.base.actor import Actor
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.work import work

log = logging.getLogger(__name__)

Write = Callable[[SessionNews, ToTell], Mail]
"""Puts it into words, in the reader's language; pages know how to."""


def tell(session: Session, write: Write, now: datetime) -> int:
    """Queue every mail that is due, once each; return how many."""
    told = 0
    for authority_id, telling_id in waiting_tellings(session):
        try:
            with work(session, Actor(authority_id), now) as unit:
                news = session_news(unit.session, telling_id)
                if news is None:
                    continue
                for person in news.people:
                    post(unit, write(news, person), f"session {telling_id} {person.seat_id}")
                unit.session.execute(
                    update(SessionTelling)
                    .where(SessionTelling.id == telling_id)
                    .values(told_at=unit.now)
                    .execution_options(synchronize_session=False)
                )
                told += len(news.people)
        except Exception:
            log.exception("session news %s could not be told", telling_id)
    return told
