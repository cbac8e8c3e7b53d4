"""How people take part: the counters for pages, and what comments and voices add to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from consultation.models.activity import ActivityCount
from consultation.models.comments import Comment, FeedbackStep
from consultation.models.consultations import Consultation, Tally
from consultation.rules.activity import Cell, Measure, Spoken, comment_cells, voice_cells
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.clock import london_day

Counts = dict[Measure, dict[str, int]]


def activity(session: Session, consultation_id: UUID) -> Counts:
    """Return the cells of each measure in their order, in one statement however many spoke."""
    rows = session.execute(
        select(ActivityCount.measure, ActivityCount.cell, ActivityCount.amount)
        .where(ActivityCount.consultation_id == consultation_id, ActivityCount.amount > 0)
        .order_by(ActivityCount.measure, ActivityCount.cell)
    )
    found: Counts = {measure: {} for measure in Measure}
    for row in rows:
        found[row.measure][row.cell] = row.amount
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What the tally of a consultation says of questions, and its first and last day."""

    questions: int
    questions_answered: int
    opens_on: date | None
    closes_on: date | None


def standing_of(session: Session, consultation_id: UUID) -> Standing:
    """Return the days and the questions of a consultation.

    Raises:
        NoResultFound: there is none with this id.
    """
    row = session.execute(
        select(
            *(Tally.questions, Tally.questions_answered),
            *(Consultation.opens_at, Consultation.closes_at),
        )
        .join(Tally, Tally.consultation_id == Consultation.id)
        .where(Consultation.id == consultation_id)
    ).one()
    return Standing(
        row.questions,
        row.questions_answered,
        london_day(row.opens_at) if row.opens_at else None,
        london_day(row.closes_at - timedelta(microseconds=1)) if row.closes_at else None,
    )


def parts_of(
    session: Session, comment_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], frozenset[Cell]]:
    """Return what these comments, the threads they are in and their voices add now.

    In four statements; a part is known by its id and its consultation's.
    """
    touched = session.execute(
        select(Comment.id, Comment.thread_id, Comment.voice_id).where(Comment.id.in_(comment_ids))
    ).all()
    threads = {row.thread_id for row in touched}
    voices = {row.voice_id for row in touched if row.voice_id}
    rows = session.execute(
        select(
            *(Comment.id, Comment.consultation_id, Comment.voice_id, Comment.depth, Comment.kind),
            *(Comment.stance, Comment.channel, Comment.posted_at, Comment.moderation),
            *(Comment.is_withheld, Comment.feedback_status),
        ).where(
            Comment.speaker == Speaker.PUBLIC,
            or_(
                Comment.id.in_({row.id for row in touched} | threads), Comment.voice_id.in_(voices)
            ),
        )
    ).all()
    deepest, answered = _deepest(session, threads), _answered(session, [row.id for row in rows])
    spoken = [_spoken(row, deepest.get(row.id, 0), answered.get(row.id)) for row in rows]
    parts = {(each.id, each.consultation_id): comment_cells(each) for each in spoken}
    by_voice: dict[tuple[UUID, UUID], list[Spoken]] = defaultdict(list)
    for each in spoken:
        if each.voice_id and each.voice_id in voices:
            by_voice[each.voice_id, each.consultation_id].append(each)
    # The thread of another comment of the same voice was not looked at: its depth is not known.
    known = {row.id for row in touched} | threads
    parts = {part: cells for part, cells in parts.items() if part[0] in known}
    return parts | {part: voice_cells(said) for part, said in by_voice.items()}


def _deepest(session: Session, threads: Collection[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        select(Comment.thread_id, func.max(Comment.depth).label("deepest"))
        .where(Comment.thread_id.in_(threads), Comment.moderation == Moderation.VISIBLE)
        .group_by(Comment.thread_id)
    )
    return {row.thread_id: row.deepest for row in rows}


def _answered(session: Session, comment_ids: Collection[UUID]) -> dict[UUID, datetime]:
    rows = session.execute(
        select(FeedbackStep.comment_id, func.min(FeedbackStep.taken_at).label("at"))
        .where(
            FeedbackStep.comment_id.in_(comment_ids),
            FeedbackStep.status == FeedbackStatus.ANSWERED,
        )
        .group_by(FeedbackStep.comment_id)
    )
    return {row.comment_id: row.at for row in rows}


def _spoken(row: Any, deepest: int, answered_at: datetime | None) -> Spoken:  # noqa: ANN401  a row
    return Spoken(
        id=row.id,
        consultation_id=row.consultation_id,
        voice_id=row.voice_id,
        depth=row.depth,
        kind=row.kind,
        stance=row.stance,
        channel=row.channel,
        posted_at=row.posted_at,
        posted_on=london_day(row.posted_at),
        is_open=row.moderation is Moderation.VISIBLE
        and not row.is_withheld
        and row.feedback_status is not FeedbackStatus.WITHDRAWN,
        deepest=deepest,
        answered_at=answered_at,
    )
