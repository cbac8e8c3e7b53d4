"""Publish how people felt about being asked, on Mondays and by the batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consultation.commands.reach.pulse import count_pulse, publish_pulse
from consultation.queries.reach.pulse import felt_everywhere, last_counted, standing_of
from consultation.rules.reach.pulse import feeling_of
from consultation.rules.reach.releases import MONDAY
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.reach import reach_session
from foundation.base.work import work


def publish_feelings(session: Session, reach: Engine, now: datetime) -> int:
    """Publish the figures that may move today; return how many there were."""
    today, published = london_day(now), 0
    if today.weekday() != MONDAY:
        return 0
    with reach_session(reach) as answers:
        for (consultation_id, question), felt in felt_everywhere(answers).items():
            feeling = feeling_of(felt, last_counted(session, consultation_id, question), today)
            if feeling is None:
                continue
            council, _ = standing_of(session, consultation_id)
            count_pulse(answers, consultation_id, question)
            with work(session, Actor(council), now) as unit:
                publish_pulse(unit, consultation_id, question, feeling, today)
            published += 1
    return published
