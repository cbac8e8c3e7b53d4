"""The four figures above the queue, in one statement that never counts far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultation.models.consultations import Consultation, Tally
from consultation.queries.filters import CommentFilter
from consultation.queries.queue import MOST_COUNTED, Counted, Queue, capped, in_queue
from consultation.rules.comments import Moderation
from consultation.rules.queue import Show


@dataclass(frozen=True, slots=True)
class QueueTiles:
    """What the desk has before it.

    Args:
        oldest_due: the day by which the first of what is overdue was promised.
        next_due: the first day on which something of the new is due.
        held: None for who may not look at what is held.
        closed: comments of which their authors know what came, of *all* that were made.
    """

    overdue: Counted
    oldest_due: date | None
    new: Counted
    next_due: date | None
    held: Counted | None
    closed: int
    all: int


def queue_tiles(
    session: Session, authority_id: UUID, asked: Queue, *, moderates: bool
) -> QueueTiles:
    """Return the figures of one authority, of the consultations that *asked* is about."""
    base = Queue(asked.today, filters=CommentFilter(within=asked.filters.within))
    base = replace(base, public_only=asked.public_only)
    overdue, new = replace(base, show=Show.OVERDUE), replace(base, show=Show.RECEIVED)
    kept = CommentFilter(within=asked.filters.within, moderation=Moderation.HELD)
    held = capped(authority_id, replace(base, show=Show.HELD, filters=kept))
    found = session.execute(
        select(
            capped(authority_id, overdue).label("overdue"),
            _first_day(authority_id, overdue).label("oldest_due"),
            capped(authority_id, new).label("new"),
            _first_day(authority_id, new).label("next_due"),
            (held if moderates else cast(literal(None), Integer)).label("held"),
            _tally(authority_id, asked.filters.within, Tally.closed).label("closed"),
            _tally(authority_id, asked.filters.within, Tally.comments).label("comments"),
        )
    ).one()
    return QueueTiles(
        overdue=_counted(found.overdue),
        oldest_due=found.oldest_due,
        new=_counted(found.new),
        next_due=found.next_due,
        held=_counted(found.held) if found.held is not None else None,
        closed=found.closed or 0,
        all=found.comments or 0,
    )


def _first_day(authority_id: UUID, asked: Queue) -> ColumnElement[date | None]:
    return select(in_queue(authority_id, asked, 1).c.due_on).scalar_subquery()


def _tally(
    authority_id: UUID, within: frozenset[UUID] | None, column: InstrumentedAttribute[int]
) -> ColumnElement[int | None]:
    summed = (
        select(func.sum(column))
        .join(Consultation, Consultation.id == Tally.consultation_id)
        .where(Consultation.authority_id == authority_id)
    )
    if within is not None:
        summed = summed.where(Consultation.id.in_(within))
    return summed.scalar_subquery()


def _counted(number: int) -> Counted:
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED)
