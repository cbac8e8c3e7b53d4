"""Once a day: forget what has been kept long enough, and say what that was."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from consultation.commands.reach.cells import fold
from consultation.commands.reach.ending import drop_answers, drop_cells
from consultation.commands.retention import note_swept, sweep
from consultation.jobs.reach import TOLD
from consultation.models.consultations import Consultation
from consultation.queries.reach.ended import pooled_ids
from consultation.rules.privacy import KEPT, RetentionClass
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.reach import reach_session
from foundation.base.work import work


def forget(session: Session, store: Engine, now: datetime) -> int:
    """Sweep every council; return how many rows went or were cut loose."""
    authorities = list(session.scalars(select(Authority.id).order_by(Authority.id)))
    return sum(_one(session, store, each, now) for each in authorities)


def _one(session: Session, store: Engine, authority_id: UUID, now: datetime) -> int:
    emptied = _about_people(session, store, authority_id, now)
    with work(session, Actor(authority_id), now) as unit:
        done = sum(sweep(unit).values())
        for consultation_id in emptied:
            note_swept(unit, RetentionClass.ABOUT_PEOPLE, 1, consultation_id)
    return done + len(emptied)


def _about_people(session: Session, store: Engine, authority_id: UUID, now: datetime) -> list[UUID]:
    """Destroy what people said of themselves: after the report, and at the latest by the table.

    The sums stay until the consultation was pooled with others of its quarter, or its time is up.
    """
    is_late = Consultation.closes_at < now - KEPT[RetentionClass.ABOUT_PEOPLE]
    over = select(Consultation.id, is_late.label("is_late")).where(
        Consultation.authority_id == authority_id, or_(is_late, Consultation.status.in_(TOLD))
    )
    rows = session.execute(over.order_by(Consultation.id)).all()
    pooled = pooled_ids(session)
    session.rollback()  # nothing is read while the other store is emptied
    with reach_session(store) as answers:
        while fold(answers):
            pass
        emptied = [row.id for row in rows if drop_answers(answers, row.id)]
        for row in rows:
            if row.is_late or row.id in pooled:
                drop_cells(answers, row.id)
    return emptied
