"""Where a council's consultations stand for one officer, in seven statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, Stage, Tally
from consultation.models.entries import Entry
from consultation.models.officer_time import OfficerTime
from consultation.queries.filters import CommentFilter
from consultation.queries.queue import MOST_COUNTED, Queue, in_queue
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationMoved, ConsultationStatus
from consultation.rules.entries import EntryCheck
from consultation.rules.officer_home import Standing
from consultation.rules.officer_time import Part
from consultation.rules.plan_events import AUTHORED
from consultation.rules.queue import Show
from foundation.base.clock import london_day
from foundation.base.eventlog import LoggedEvent

ENDED = (ConsultationStatus.DECIDED, ConsultationStatus.WITHDRAWN)
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Spent:
    """What officers spent on one consultation so far."""

    screens: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One consultation that has not ended, and where it stands for who asks."""

    id: UUID
    slug: str
    title: str
    standing: Standing
    comments: int
    answered: int
    spent: dict[Part, Spent]


def home_rows(
    session: Session, authority_id: UUID, person_id: UUID, now: datetime
) -> list[HomeRow]:
    """Return what has not ended, what closes first before the rest."""
    found = session.execute(_asked(authority_id, person_id)).all()
    ids = [row.id for row in found]
    today = london_day(now)
    overdue = _in_queue(session, authority_id, Queue(today, show=Show.OVERDUE))
    kept = CommentFilter(moderation=Moderation.HELD)
    held = _in_queue(session, authority_id, Queue(today, show=Show.HELD, filters=kept))
    looks, late = _second_looks(session, ids, person_id), _late_steps(session, ids, today)
    spent = time_spent(session, authority_id, ids)
    return [
        HomeRow(
            id=row.id,
            slug=row.slug,
            title=row.title,
            standing=Standing(
                status=row.status,
                is_own=bool(row.is_own),
                has_written=bool(row.has_written),
                closes_at=row.closes_at,
                overdue=overdue.get(row.id, 0),
                held=held.get(row.id, 0),
                second_looks=looks.get(row.id, 0),
                late_step=late.get(row.id),
            ),
            comments=row.comments,
            answered=row.answered,
            spent=spent.get(row.id, {}),
        )
        for row in found
    ]


def time_spent(
    session: Session, authority_id: UUID, about: Sequence[UUID]
) -> dict[UUID, dict[Part, Spent]]:
    """Return what was spent on each, by part of the work."""
    asked = (
        select(
            OfficerTime.about_id,
            OfficerTime.part,
            func.sum(OfficerTime.screens),
            func.sum(OfficerTime.seconds),
        )
        .where(OfficerTime.authority_id == authority_id, OfficerTime.about_id.in_(about))
        .group_by(OfficerTime.about_id, OfficerTime.part)
    )
    spent: dict[UUID, dict[Part, Spent]] = {}
    for about_id, part, screens, seconds in session.execute(asked):
        spent.setdefault(about_id, {})[part] = Spent(int(screens), int(seconds))
    return spent


def _asked(authority_id: UUID, person_id: UUID) -> Select[Any]:
    shown: list[ColumnElement[Any] | InstrumentedAttribute[Any]] = [
        Consultation.id,
        Consultation.slug,
        Consultation.title,
        Consultation.status,
        Consultation.closes_at,
        Tally.comments,
        Tally.answered,
        _has_worked_on(person_id).label("is_own"),
        _has_written(person_id).label("has_written"),
    ]
    return (
        select(*shown)
        .join(Tally, Tally.consultation_id == Consultation.id)
        .where(Consultation.authority_id == authority_id, Consultation.status.not_in(ENDED))
        .order_by(Consultation.closes_at.is_(None), Consultation.closes_at, Consultation.slug)
        .limit(MOST_SHOWN)
    )


def _has_worked_on(person_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        LoggedEvent.subject_id == Consultation.id, LoggedEvent.actor_id == person_id
    )


def _has_written(person_id: UUID) -> ColumnElement[bool]:
    """Tell of each consultation what its sign-off will ask."""
    about = LoggedEvent.subject_id == Consultation.id
    authored = LoggedEvent.kind.in_([each.kind for each in AUTHORED])
    sent_by = (
        select(LoggedEvent.actor_id)
        .where(about, LoggedEvent.kind == ConsultationMoved.kind)
        .order_by(LoggedEvent.id.desc())
        .limit(1)
    )
    wrote = exists().where(about, LoggedEvent.actor_id == person_id, authored)
    return or_(wrote, sent_by.scalar_subquery() == person_id)


def _in_queue(session: Session, authority_id: UUID, asked: Queue) -> dict[UUID, int]:
    """Return how many of the first thousand belong to each consultation."""
    keys = in_queue(authority_id, asked, MOST_COUNTED)
    counted = (
        select(Comment.consultation_id, func.count())
        .join(keys, keys.c.id == Comment.id)
        .group_by(Comment.consultation_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _second_looks(session: Session, ids: Sequence[UUID], person_id: UUID) -> dict[UUID, int]:
    waiting = (
        select(Entry.consultation_id, func.count())
        .where(
            Entry.consultation_id.in_(ids),
            Entry.check_state == EntryCheck.WAITING,
            Entry.person_id != person_id,
        )
        .group_by(Entry.consultation_id)
    )
    return {row[0]: row[1] for row in session.execute(waiting)}


def _late_steps(session: Session, ids: Sequence[UUID], today: date) -> dict[UUID, date]:
    late = (
        select(Stage.consultation_id, func.min(Stage.expected_on))
        .where(Stage.consultation_id.in_(ids), Stage.done_on.is_(None), Stage.expected_on < today)
        .group_by(Stage.consultation_id)
    )
    return {made: day for made, day in session.execute(late) if day}
