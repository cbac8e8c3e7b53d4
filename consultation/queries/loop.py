"""What happened to each comment of a consultation, and the figures that were counted from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, CommentTopic, FeedbackStep
from consultation.models.consultations import Consultation, Tally
from consultation.models.loop import LoopCounted, LoopFigure
from consultation.queries.filters import HEARD
from consultation.rules.clock import days_late
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.consultations import PUBLIC, ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.loop import LoopCount, LoopFact, Part, Slice, is_shown
from foundation.accounts.models.authorities import Authority
from foundation.base.clock import london_day

REST = timedelta(minutes=1)
"""How long figures may lag behind while people are writing."""

ENDED = frozenset({FeedbackStatus.CLOSED, FeedbackStatus.WITHDRAWN})
OVER = frozenset({ConsultationStatus.DECIDED, ConsultationStatus.WITHDRAWN})
_NUMBERS = tuple(LoopCount.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class StaleLoop:
    """A consultation to count anew, and its tally's version; ``week`` is when its council works."""

    authority_id: UUID
    consultation_id: UUID
    version: int
    week: frozenset[int]


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """Every slice that may be shown with its figures, as of *counted_on*."""

    counted_on: date
    slices: dict[Slice, LoopCount]


def stale_loops(session: Session, now: datetime) -> list[StaleLoop]:
    """Return what changed since it was counted, or where a day has passed and more may be late."""
    moved = and_(LoopCounted.version != Tally.version, LoopCounted.counted_at <= now - REST)
    aged = and_(LoopCounted.counted_on < london_day(now), Consultation.status.not_in(OVER))
    asked = (
        select(Consultation.authority_id, Consultation.id, Tally.version, Authority.working_days)
        .join(Authority, Authority.id == Consultation.authority_id)
        .join(Tally, Tally.consultation_id == Consultation.id)
        .outerjoin(LoopCounted, LoopCounted.consultation_id == Consultation.id)
        .where(
            Consultation.status.in_(PUBLIC),
            or_(LoopCounted.consultation_id.is_(None), moved, aged),
        )
        .order_by(Consultation.id)
    )
    return [
        StaleLoop(row.authority_id, row.id, row.version, frozenset(map(int, row.working_days)))
        for row in session.execute(asked)
    ]


def loop_facts(session: Session, consultation_id: UUID, now: datetime) -> list[LoopFact]:
    """Return what happened to each comment that begins a thread, in two statements.

    What was hidden broke the house rules and is not counted; what is held is, for it waits.
    """
    topics, today = _topics(session, consultation_id), london_day(now)
    return [
        LoopFact(
            kind=row.kind,
            topics=tuple(topics.get(row.id, ())),
            ward_code=row.ward_code,
            posted_on=london_day(row.posted_at),
            answered_on=london_day(row.heard_at) if row.heard_at else None,
            ended_on=london_day(row.ended_at)
            if row.ended_at and row.feedback_status in ENDED
            else None,
            is_overdue=days_late(row.due_on, row.feedback_status, today) > 0,
        )
        for row in session.execute(_facts(consultation_id))
    ]


def loop_figures(
    session: Session, consultation_id: UUID, parts: Collection[Part] = tuple(Part)
) -> LoopFigures | None:
    """Return what was last counted of these *parts*, in one statement; None before the first time.

    Small numbers stay out, here for everybody who asks.
    """
    asked = (
        select(LoopCounted.counted_on, LoopFigure)
        .join(LoopFigure, LoopFigure.consultation_id == LoopCounted.consultation_id)
        .where(LoopCounted.consultation_id == consultation_id, LoopFigure.part.in_(parts))
        .order_by(LoopFigure.comments.desc(), LoopFigure.which)
    )
    found = session.execute(asked).all()
    if not found:
        return None
    slices = {
        (figure.part, figure.which): LoopCount(*(getattr(figure, name) for name in _NUMBERS))
        for _, figure in found
        if is_shown(figure.part, figure.comments)
    }
    return LoopFigures(found[0].counted_on, slices)


def _facts(consultation_id: UUID) -> Select[*tuple[Any, ...]]:
    heard = func.min(FeedbackStep.taken_at).filter(FeedbackStep.status.in_(HEARD))
    ended = func.max(FeedbackStep.taken_at).filter(FeedbackStep.status.in_(ENDED))
    shown = (
        Comment.id,
        Comment.kind,
        Comment.ward_code,
        Comment.posted_at,
        Comment.feedback_status,
        Comment.due_on,
    )
    return (
        select(*shown, heard.label("heard_at"), ended.label("ended_at"))
        .outerjoin(FeedbackStep, FeedbackStep.comment_id == Comment.id)
        .where(*_counted(consultation_id))
        .group_by(*shown)
    )


def _topics(session: Session, consultation_id: UUID) -> dict[UUID, list[str]]:
    asked = (
        select(CommentTopic.comment_id, CommentTopic.topic)
        .join(Comment, Comment.id == CommentTopic.comment_id)
        .where(*_counted(consultation_id))
    )
    topics: dict[UUID, list[str]] = defaultdict(list)
    for comment_id, topic in session.execute(asked):
        topics[comment_id].append(topic)
    return topics


def _counted(consultation_id: UUID) -> tuple[Any, ...]:
    return (
        Comment.consultation_id == consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.depth == 0,
        Comment.moderation != Moderation.HIDDEN,
    )
