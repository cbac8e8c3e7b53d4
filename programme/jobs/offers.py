"""Count offers whose last day has passed as declined, and let the next in reserve move up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.work import work
from programme.commands.offers import Lapsed, Write, lapse_offers
from programme.queries.matches import councils_with_lapsed
from programme.queries.results import rank


def lapse(session: Session, write: Callable[[Lapsed], Write], now: datetime) -> int:
    """End what is due, one commit a council, its firms told by *write*; return how many."""
    ended = 0
    for authority_id in councils_with_lapsed(session, now):
        with work(session, Actor(authority_id), now) as unit:
            ended += lapse_offers(unit, rank, write)
    return ended
