"""What people already said near a consultation, in earlier ones, by topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, CommentTopic
from consultation.models.consultations import Consultation, OwnTopic
from consultation.models.places import CommentPlace, ConsultationArea
from consultation.models.reach.asked import CatchmentWard
from consultation.queries.cards import may_be_read
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.overlaps import LOOKS_BACK
from geo.models.wards import Ward
from geo.spatial import drawn, within_metres

NEAR_METRES = 500
MOST_SHOWN = 3
MOST_READ = 2_000


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """One comment that anybody can read."""

    ref: str
    text: str
    posted_at: datetime
    slug: str
    consultation: str


@dataclass(frozen=True, slots=True)
class ToldTopic:
    """What was said of one topic: how often, and the latest."""

    topic: str
    label: str | None
    comments: int
    latest: tuple[ToldBefore, ...]


def told_near(
    session: Session, authority_id: UUID, consultation_id: UUID, now: datetime
) -> tuple[ToldTopic, ...]:
    """Return what was said within 500 metres of a consultation's land, most spoken of first.

    Where a consultation has no land, its wards count. Comments of the last two years in the
    council's other consultations that anybody can read; one with two topics counts in each.
    """
    near = _near(session, consultation_id)
    if near is None:
        return ()
    read = (
        select(
            Comment.ref,
            Comment.text,
            Comment.posted_at,
            Consultation.slug,
            Consultation.title,
            CommentTopic.topic,
            OwnTopic.label,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .join(CommentTopic, CommentTopic.comment_id == Comment.id)
        .outerjoin(
            OwnTopic,
            (OwnTopic.consultation_id == Comment.consultation_id)
            & (OwnTopic.code == CommentTopic.topic),
        )
        .where(
            Comment.authority_id == authority_id,
            Comment.consultation_id != consultation_id,
            Comment.depth == 0,
            Comment.speaker == Speaker.PUBLIC,
            Comment.moderation == Moderation.VISIBLE,
            Comment.is_withheld.is_(False),
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
            Comment.posted_at >= now - LOOKS_BACK,
            may_be_read(now),
            near,
        )
        .order_by(Comment.posted_at.desc(), Comment.id.desc())
        .limit(MOST_READ)
    )
    found: dict[str, list[ToldBefore]] = {}
    labels: dict[str, str | None] = {}
    for row in session.execute(read):
        labels.setdefault(row.topic, row.label)
        found.setdefault(row.topic, []).append(
            ToldBefore(row.ref, row.text, row.posted_at, row.slug, row.title)
        )
    order = sorted(found, key=lambda topic: (-len(found[topic]), topic))
    return tuple(
        ToldTopic(topic, labels[topic], len(found[topic]), tuple(found[topic][:MOST_SHOWN]))
        for topic in order
    )


def _near(session: Session, consultation_id: UUID) -> ColumnElement[bool] | None:
    """Return the condition on comments near a consultation; None where it is about no place."""
    land = session.scalar(
        select(ConsultationArea.geom_27700).where(
            ConsultationArea.consultation_id == consultation_id
        )
    )
    if land is not None:
        around = within_metres(CommentPlace.geom_27700, drawn(land), NEAR_METRES)
        return Comment.id.in_(select(CommentPlace.comment_id).where(around))
    wards = (
        select(Ward.code)
        .join(CatchmentWard, CatchmentWard.ward_id == Ward.id)
        .where(CatchmentWard.consultation_id == consultation_id)
    )
    if not session.scalar(select(func.count()).select_from(wards.subquery())):
        return None
    return Comment.ward_code.in_(wards)
