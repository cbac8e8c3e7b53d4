"""In which order comments are listed, and where in it a page begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from math import cos, radians
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, literal, tuple_

from consultation.models.comments import Comment
from consultation.queries.filters import HEARD
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, cursor_of, key_of

Spot = tuple[float, float]
"""Longitude and latitude."""

METRES_IN_A_DEGREE = 111_320
LARGEST = 2**31 - 1
NOWHERE = 2**62
"""How far, in square metres, what is about no place counts as being: behind all that is."""


class Sort(StrEnum):
    """In which order comments are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    AGREED = "agreed"
    ANSWERED = "answered"
    NEAREST = "nearest"
    RELEVANT = "relevant"


WEIGHED = {Sort.NEAREST: "away", Sort.RELEVANT: "relevance"}
"""Order → the column of each row that is worked out for it."""


def in_order(
    asked: Select[Any], sort: Sort, after: str | None, by: Sequence[Any] | None = None
) -> Select[Any]:
    """Return *asked* in order, from behind the row that the cursor *after* names.

    Where the order is one of ``WEIGHED``, *by* says what weighs each row, and its id.

    Raises:
        Malformed: the cursor is not one of this order.
    """
    columns, falling = _order(sort, by)
    if sort in WEIGHED:
        asked = asked.add_columns(columns[0].label(WEIGHED[sort]))
    if after is not None:
        here = tuple_(*columns)
        there = tuple_(*_read(sort, after))
        asked = asked.where(here < there if falling else here > there)
    return asked.order_by(*(column.desc() if falling else column.asc() for column in columns))


def away(near: Spot) -> ColumnElement[int]:
    """Return how far each comment is, in whole square metres, on a map flat around *near*.

    A few miles off, that is right to a metre or two: people ask for an order, not for a survey.
    What is about no place comes last.
    """
    lon, lat = near
    east = (Comment.lon - lon) * (METRES_IN_A_DEGREE * cos(radians(lat)))
    north = (Comment.lat - lat) * METRES_IN_A_DEGREE
    return func.coalesce(cast(east * east + north * north, BigInteger), NOWHERE)


def cursor_behind(found: Any, sort: Sort) -> str:  # noqa: ANN401  a row of any select of comments
    """Return the cursor that asks for what comes after one row."""
    posted = found.posted_at.isoformat()
    match sort:
        case Sort.AGREED:
            return cursor_of(found.agreed, str(found.id))
        case Sort.ANSWERED:
            return cursor_of(int(found.feedback_status in HEARD), posted, str(found.id))
        case Sort.NEAREST | Sort.RELEVANT:
            return cursor_of(getattr(found, WEIGHED[sort]), str(found.id))
    return cursor_of(posted, str(found.id))


def _order(sort: Sort, by: Sequence[Any] | None) -> tuple[Sequence[Any], bool]:
    match sort:
        case Sort.AGREED:
            return [Comment.agreed, Comment.id], True
        case Sort.ANSWERED:
            heard = case((Comment.feedback_status.in_(HEARD), 1), else_=0)
            return [heard, Comment.posted_at, Comment.id], True
        case Sort.NEAREST | Sort.RELEVANT if by:
            return by, sort is Sort.RELEVANT
    return [Comment.posted_at, Comment.id], sort is not Sort.OLDEST


def _read(sort: Sort, after: str) -> list[ColumnElement[Any]]:
    match sort:
        case Sort.AGREED:
            agreed, last = key_of(after, (int, str))
            return [_number(agreed), _id(last)]
        case Sort.ANSWERED:
            heard, posted, last = key_of(after, (int, str, str))
            return [_number(heard), _instant(posted), _id(last)]
        case Sort.NEAREST | Sort.RELEVANT:
            weight, last = key_of(after, (int, str))
            return [_number(weight, NOWHERE), _id(last)]
    posted, last = key_of(after, (str, str))
    return [_instant(posted), _id(last)]


def _number(value: str | int, most: int = LARGEST) -> ColumnElement[Any]:
    if not 0 <= int(value) <= most:
        raise Malformed(BROKEN)
    return literal(int(value), BigInteger)


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
