"""Once a quarter: count its consultations together, and publish what gives nobody away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consultation.commands.reach.cells import fold
from consultation.commands.reach.pools import publish_pools
from consultation.jobs.reach import OVER
from consultation.queries.reach.asked import Asking, asked_traits
from consultation.queries.reach.cells import cells_of
from consultation.queries.reach.ended import ended, quarters_to_pool
from consultation.queries.reach.releases import ledger
from consultation.rules.reach.pools import Part, inside, make_pools
from consultation.rules.reach.quarters import Quarter
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.reach import reach_session
from foundation.base.work import work
from geo.queries.wards import wards_of


def pool_quarters(session: Session, reach: Engine, now: datetime) -> int:
    """Pool every settled quarter of every council; return how many pools came out."""
    due = quarters_to_pool(session, OVER, london_day(now))
    return sum(
        _pool(session, reach, Actor(authority_id), quarter, asked, now)
        for (authority_id, quarter), asked in due.items()
    )


def _pool(
    session: Session,
    reach: Engine,
    actor: Actor,
    quarter: Quarter,
    asked: tuple[Asking, ...],
    now: datetime,
) -> int:
    with reach_session(reach) as answers:
        while fold(answers):
            pass
    parts = [_part(session, reach, each) for each in asked]
    session.rollback()  # the auditor takes its time; no connection is to wait for it
    made = make_pools(parts)
    with work(session, actor, now) as unit:
        publish_pools(
            unit,
            quarter,
            made.snapshots,
            {pool: len(inside(parts, pool)) for pool in made.snapshots},
            [part.consultation_id for part in parts],
        )
    return len(made.snapshots)


def _part(session: Session, reach: Engine, each: Asking) -> Part:
    where = ended(session, each)
    traits = frozenset(asked_traits(session, each.consultation_id))
    wards = tuple(ward.code for ward in wards_of(session, each.authority_id))
    with Session(reach) as answers:
        cells = cells_of(answers, each.consultation_id, traits, wards)
    released = ledger(session, each.authority_id, each.consultation_id)
    history = tuple(row.snapshot for row in released)
    return Part(each.consultation_id, where.team, where.ward, each.comments, cells, history)
