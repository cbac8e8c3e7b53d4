"""Consultations of invented others who ask the same people as the demo's council."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.loads import import_asks, set_load
from consultation.rules.loads import Ask, Subject, Whom
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.work import Work, work
from townhall.seeding.hearing import ASKING, CATCHMENT

GREEN, HIGHGATE, HEARTLANDS = CATCHMENT[:3]
YOUNG, MOSQUE, CLUB = "People under 25", "Churn Lane Mosque", "Bordesley Youth Club"

ELSEWHERE = (
    ("Tame Water", "Pipes under Churn Lane", -40, 20, 15, (GREEN, HIGHGATE), (), (MOSQUE,)),
    ("Eastside NHS", "Where should the clinic be?", -130, -70, 20, (GREEN,), (YOUNG,), (MOSQUE,)),
    ("Eastside NHS", "Mental health of young people", -15, 40, 25, (), (YOUNG,), (CLUB,)),
    ("Central Buses", "Route 97 in the evening", -220, -190, 10, (GREEN, HEARTLANDS), (YOUNG,), ()),
    ("Police and Crime Office", "Your street at night", -90, -30, 15, (GREEN,), (YOUNG,), (CLUB,)),
    ("County Fire Service", "Safety plan", -300, -240, 30, CATCHMENT, (), (MOSQUE, CLUB)),
)
"""Organiser, title, first and last day from the day of seeding, minutes, and who is asked."""


def load(session: Session, officer: Actor, made: UUID, slug: str, now: datetime) -> None:
    """Write what others ask into the ledger, and what the demo's main consultation takes."""
    if slug != ASKING:
        return
    with work(session, officer, now) as unit:
        _load_others(unit, now)
        set_load(unit, made, 15, f"{MOSQUE}\n{CLUB}")


def _load_others(unit: Work, now: datetime) -> None:
    """Write what others ask into the ledger."""
    today = london_day(now)
    import_asks(
        unit,
        [
            Ask(
                title=title,
                first=today + timedelta(days=first),
                last=today + timedelta(days=last),
                minutes=minutes,
                subjects=(
                    *(Subject(Whom.WARD, code) for code in wards),
                    *(Subject(Whom.GROUP, name) for name in groups),
                    *(Subject(Whom.ORGANISATION, name) for name in organisations),
                ),
                organiser=organiser,
            )
            for organiser, title, first, last, minutes, wards, groups, organisations in ELSEWHERE
        ],
    )
