"""Move consultations into the states that their dates have already brought about.

Who may say something never waits for this: the instants decide that. The state follows, for
lists, timelines and everybody who watches.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands import consultations
from consultation.queries.deadlines import councils_due
from foundation.base.actor import Actor
from foundation.base.work import work


def open_and_close(session: Session, now: datetime) -> int:
    """Open and close whatever is due, one commit a council; return how many moved."""
    moved = 0
    for authority_id in councils_due(session, now):
        with work(session, Actor(authority_id), now) as unit:
            moved += consultations.open_and_close(unit, now)
    return moved
