"""How well a council listens, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, FeedbackStep
from consultation.models.consultations import Consultation, Tally
from consultation.rules.clock import WAITING
from consultation.rules.comments import Lane, Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.clock import london_day, london_instant

LATEST_ANSWERS = 500


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """What the home page says of the feedback loop.

    Args:
        comments_this_year: since 1 January, as London counts days; some of them are *formal*.
        answered_share: 0 to 1, of all comments that begin a thread; None where there are none.
        median_days: from a comment to its answer, of the latest 500 answers; None without any.
        late: comments that wait for an answer after the day that was promised; the first of them
            is ``oldest_late_days`` late.
    """

    comments_this_year: int
    formal_this_year: int
    answered_share: float | None
    median_days: float | None
    late: int
    oldest_late_days: int | None


def home_figures(session: Session, authority_id: UUID, now: datetime) -> HomeFigures:
    """Return the figures of one authority, in four statements."""
    this_year = london_instant(date(london_day(now).year, 1, 1), time(0))
    spoken = (
        Comment.authority_id == authority_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.depth == 0,
        Comment.moderation == Moderation.VISIBLE,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )
    is_formal = case((Comment.lane == Lane.REPRESENTATION, 1), else_=0)
    since = select(func.count(), func.coalesce(func.sum(is_formal), 0)).where(
        *spoken, Comment.posted_at >= this_year
    )
    today = london_day(now)
    late = select(func.count(), func.min(Comment.due_on)).where(
        *spoken, Comment.feedback_status.in_(WAITING), Comment.due_on < today
    )
    waiting, oldest = session.execute(late).one()
    this_year_all, this_year_formal = session.execute(since).one()
    return HomeFigures(
        comments_this_year=this_year_all,
        formal_this_year=this_year_formal,
        answered_share=_answered_share(session, authority_id),
        median_days=_median_days(session, authority_id),
        late=waiting,
        oldest_late_days=(today - oldest).days if oldest else None,
    )


def _answered_share(session: Session, authority_id: UUID) -> float | None:
    sums = (
        select(func.sum(Tally.comments), func.sum(Tally.answered + Tally.closed))
        .join(Consultation, Consultation.id == Tally.consultation_id)
        .where(Consultation.authority_id == authority_id)
    )
    comments, heard = session.execute(sums).one()
    return float(heard) / float(comments) if comments else None


def _median_days(session: Session, authority_id: UUID) -> float | None:
    answered = (
        select(Comment.posted_at, FeedbackStep.taken_at)
        .join(FeedbackStep, FeedbackStep.comment_id == Comment.id)
        .where(
            Comment.authority_id == authority_id,
            FeedbackStep.status == FeedbackStatus.ANSWERED,
        )
        .order_by(FeedbackStep.taken_at.desc())
        .limit(LATEST_ANSWERS)
    )
    day = timedelta(days=1)
    waited = [(taken - posted) / day for posted, taken in session.execute(answered)]
    return round(median(waited), 1) if waited else None
