"""Which comments of a consultation somebody asks for, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, literal, or_, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from consultation.models.comments import Comment, CommentTopic
from consultation.queries.search import comment_says
from consultation.rules.comments import Kind, Moderation, Speaker, Stance
from consultation.rules.feedback import FeedbackStatus
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, cursor_of, key_of

LARGEST = 2**31 - 1
HEARD = frozenset({FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED})


class Sort(StrEnum):
    """In which order comments are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    AGREED = "agreed"
    ANSWERED = "answered"


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


def in_order(asked: Select[Any], sort: Sort, after: str | None) -> Select[Any]:
    """Return *asked* in order, from behind the row that the cursor *after* names.

    Raises:
        Malformed: the cursor is not one of this order.
    """
    columns, falling = _order(sort)
    if after is not None:
        here = tuple_(*columns)
        there = tuple_(*_read(sort, after))
        asked = asked.where(here < there if falling else here > there)
    return asked.order_by(*(column.desc() if falling else column.asc() for column in columns))


def cursor_behind(found: Any, sort: Sort) -> str:  # noqa: ANN401  a row of any select of comments
    """Return the cursor that asks for what comes after one row."""
    posted = found.posted_at.isoformat()
    match sort:
        case Sort.AGREED:
            return cursor_of(found.agreed, str(found.id))
        case Sort.ANSWERED:
            return cursor_of(int(found.feedback_status in HEARD), posted, str(found.id))
    return cursor_of(posted, str(found.id))


def _order(sort: Sort) -> tuple[list[Any], bool]:
    match sort:
        case Sort.AGREED:
            return [Comment.agreed, Comment.id], True
        case Sort.ANSWERED:
            heard = case((Comment.feedback_status.in_(HEARD), 1), else_=0)
            return [heard, Comment.posted_at, Comment.id], True
    return [Comment.posted_at, Comment.id], sort is Sort.NEWEST


def _read(sort: Sort, after: str) -> list[ColumnElement[Any]]:
    match sort:
        case Sort.AGREED:
            agreed, last = key_of(after, (int, str))
            return [_number(agreed), _id(last)]
        case Sort.ANSWERED:
            heard, posted, last = key_of(after, (int, str, str))
            return [_number(heard), _instant(posted), _id(last)]
    posted, last = key_of(after, (str, str))
    return [_instant(posted), _id(last)]


def _number(value: str | int) -> ColumnElement[Any]:
    if not 0 <= int(value) <= LARGEST:
        raise Malformed(BROKEN)
    return literal(int(value))


def _instant(value: str | int) -> ColumnElement[Any]:
    try:
        return literal(datetime.fromisoformat(str(value)).astimezone(UTC), Comment.posted_at.type)
    except (ValueError, OverflowError) as broken:
        raise Malformed(BROKEN) from broken


def _id(value: str | int) -> ColumnElement[Any]:
    try:
        return literal(UUID(str(value)), Comment.id.type)
    except ValueError as broken:
        raise Malformed(BROKEN) from broken
