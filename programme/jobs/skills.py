"""Forget what people say they can do once their account is gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.work import work
from programme.commands.skills import forget_skills
from programme.queries.skills import councils_with_leavers


def forget(session: Session, now: datetime) -> int:
    """Take the skills of erased and closed accounts away, one commit a council; return how many."""
    gone = 0
    for authority_id in councils_with_leavers(session):
        with work(session, Actor(authority_id), now) as unit:
            gone += forget_skills(unit)
    return gone
