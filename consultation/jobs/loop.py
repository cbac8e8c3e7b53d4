"""Count how the loop of each consultation closes, after something in it has changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.loop import keep_loop
from consultation.queries.loop import loop_facts, stale_loops
from consultation.rules.loop import loop_counts
from foundation.base.actor import Actor
from foundation.base.work import work


def count_again(session: Session, now: datetime) -> int:
    """Count what is out of date, one commit a consultation; return how many there were.

    They are read before the writing begins, so that nobody who writes waits for the counting.
    """
    stale = stale_loops(session, now)
    for each in stale:
        counts = loop_counts(loop_facts(session, each.consultation_id, now), each.week)
        with work(session, Actor(each.authority_id), now) as unit:
            keep_loop(unit, each.consultation_id, each.version, counts)
    return len(stale)
