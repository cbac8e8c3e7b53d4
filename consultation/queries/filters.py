"""Which comments of a consultation somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import InstrumentedAttribute

from consultation.models.comments import Comment, CommentTopic
from consultation.queries.search import comment_says
from consultation.rules.comments import Kind, Lane, Moderation, Speaker, Stance
from consultation.rules.feedback import FeedbackStatus

HEARD = frozenset({FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED})


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """What the comments asked for have in common; None asks nothing.

    Args:
        bbox: west, south, east, north in degrees; meets the point at which a place is labelled.
        moderation: anything but ``VISIBLE`` is for officers.
        within: ids of the consultations that somebody is held to.
    """

    topic: str | None = None
    stance: Stance | None = None
    kind: Kind | None = None
    status: FeedbackStatus | None = None
    lane: Lane | None = None
    words: str | None = None
    ward_code: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    answered_only: bool = False
    moderation: Moderation = Moderation.VISIBLE
    within: frozenset[UUID] | None = None


def matches(filters: CommentFilter) -> list[ColumnElement[bool]]:
    """Return the conditions that *filters* puts on a comment."""
    pairs: tuple[tuple[InstrumentedAttribute[Any], object], ...] = (
        (Comment.stance, filters.stance),
        (Comment.kind, filters.kind),
        (Comment.feedback_status, filters.status),
        (Comment.lane, filters.lane),
        (Comment.ward_code, filters.ward_code),
    )
    asked = [Comment.moderation == filters.moderation]
    asked += [column == value for column, value in pairs if value is not None]
    if filters.answered_only:
        asked.append(Comment.feedback_status.in_(HEARD))
    if filters.words:
        asked += comment_says(filters.words)
    if filters.topic:
        about = (CommentTopic.comment_id == Comment.id, CommentTopic.topic == filters.topic)
        asked.append(exists().where(*about))
    if filters.within is not None:
        asked.append(Comment.consultation_id.in_(filters.within))
    if filters.bbox:
        west, south, east, north = filters.bbox
        asked += [Comment.lon.between(west, east), Comment.lat.between(south, north)]
    return asked


def threads_begun(
    consultation_id: UUID, filters: CommentFilter, *, tombstones: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions on comments of the public that begin a thread.

    With *tombstones*, one that was taken back is among them while others answer it.
    """
    is_there = Comment.feedback_status != FeedbackStatus.WITHDRAWN
    return [
        or_(is_there, Comment.replies > 0) if tombstones else is_there,
        Comment.consultation_id == consultation_id,
        Comment.depth == 0,
        Comment.speaker == Speaker.PUBLIC,
        Comment.is_withheld.is_(False),
        *matches(filters),
    ]
