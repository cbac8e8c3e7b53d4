"""What each council's desk has before it, for those who watch the service from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.queue import IS_KEPT_BACK, Queue
from consultation.queries.queue_tiles import queue_tiles
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus


@dataclass(frozen=True, slots=True)
class DeskStanding:
    """Figures of one council's desk; those of the queue stop a little above a thousand.

    Args:
        held_since: when the oldest comment that a moderator has to look at was posted.
        next_close: when the first of the *open* consultations closes.
    """

    overdue: int
    oldest_due: date | None
    held: int
    held_since: datetime | None
    open: int
    next_close: datetime | None


def desk_standing(session: Session, authority_id: UUID, today: date) -> DeskStanding:
    """Return the figures of one council, in three statements over its indices."""
    tiles = queue_tiles(session, authority_id, Queue(today), moderates=True)
    held_since = select(func.min(Comment.posted_at)).where(
        Comment.authority_id == authority_id, IS_KEPT_BACK, Comment.moderation == Moderation.HELD
    )
    ends = select(func.count(), func.min(Consultation.closes_at)).where(
        Consultation.authority_id == authority_id, Consultation.status == ConsultationStatus.OPEN
    )
    number, next_close = session.execute(ends).one()
    return DeskStanding(
        overdue=tiles.overdue.number,
        oldest_due=tiles.oldest_due,
        held=tiles.held.number if tiles.held else 0,
        held_since=session.scalar(held_since),
        open=number,
        next_close=next_close,
    )
