"""Publish figures of who was heard when they are due, and cut the links when all is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consultation.commands.reach.cells import count, fold
from consultation.commands.reach.ending import delink
from consultation.commands.reach.releases import publish_figures
from consultation.queries.reach.asked import Asking, asked_traits, asking
from consultation.queries.reach.cells import cells_of
from consultation.queries.reach.ended import pooled_ids
from consultation.queries.reach.releases import LedgerRow, ledger
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.releases import Released, is_due, release
from consultation.rules.reach.snapshots import Counted
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.reach import reach_session
from foundation.base.work import work
from geo.queries.wards import wards_of

OPEN = frozenset({ConsultationStatus.OPEN})
OVER = frozenset(
    {
        *(ConsultationStatus.CLOSED, ConsultationStatus.CONSIDERING),
        *(ConsultationStatus.REPORTED, ConsultationStatus.DECIDED),
    }
)
TOLD = frozenset({ConsultationStatus.REPORTED, ConsultationStatus.DECIDED})


def add_up(reach: Engine) -> int:
    """Fold what was appended into the cells; return how many changes there were."""
    with reach_session(reach) as session:
        return fold(session)


def publish_due(session: Session, reach: Engine, now: datetime) -> int:
    """Release what is due everywhere; return how many snapshots came out."""
    published, pooled = 0, pooled_ids(session)
    for each in asking(session):
        released = ledger(session, each.authority_id, each.consultation_id)
        if each.consultation_id not in pooled and _may(each, released, now):
            published += bool(publish(session, reach, each, released, now).snapshot)
        if each.status in TOLD and released and released[-1].snapshot.is_final:
            with reach_session(reach) as answers:
                delink(answers, each.consultation_id)
    return published


def publish(
    session: Session,
    reach: Engine,
    each: Asking,
    released: tuple[LedgerRow, ...],
    now: datetime,
) -> Released:
    """Try to release the figures of one consultation, and say what came of it.

    The store of answers commits first: should the ledger's commit be lost, people are counted whose
    figures come out the next time, and no figure is ever published twice for different people.
    """
    traits = frozenset(asked_traits(session, each.consultation_id))
    wards = tuple(ward.code for ward in wards_of(session, each.authority_id))
    history = [row.snapshot for row in released]
    # Marking a million answers takes minutes; no transaction of the other store stands open then.
    session.rollback()
    with reach_session(reach) as answers:
        cells = cells_of(answers, each.consultation_id, traits, wards)
        made = release(history, Counted(cells, each.comments), is_final=each.status in OVER)
        if made.snapshot is not None:
            count(answers, each.consultation_id, made.cells)
    if made.snapshot is not None:
        with work(session, Actor(each.authority_id), now) as unit:
            publish_figures(unit, each.consultation_id, len(history) + 1, made.snapshot)
    return made


def _may(each: Asking, released: tuple[LedgerRow, ...], now: datetime) -> bool:
    if released and released[-1].snapshot.is_final:
        return False
    last = london_day(released[-1].released_at) if released else None
    return each.status in OVER or (each.status in OPEN and is_due(last, london_day(now)))
