"""What waits for the desk, by the day on which a reply is due, however long the queue is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Subquery,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, OwnTopic
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.queries.filters import CommentFilter, matches
from consultation.queries.referrals import ReferralRow, referrals_of
from consultation.queries.rows import CommentRow, comment_select, row_of, topics_of, with_words
from consultation.rules.comments import Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.queue import STATES, Show
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, Page, cursor_of, key_of

ON_A_PAGE = 20
MOST_COUNTED = 1000
"""Beyond this many the queue says "more than"; nobody works on an exact number of that size."""

IS_KEPT_BACK = Comment.moderation != literal_column("'visible'")
"""As the index of what is kept back says it; a parameter would hide it from the planner."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Which part of a council's queue is asked for.

    Args:
        filters: topic, stance, kind, lane, ward, words and consultations.
        today: the day in London, by which overdue is meant.
        public_only: leave out what only the council's own people may read.
    """

    today: date
    show: Show = Show.WAITING
    filters: CommentFilter = field(default_factory=CommentFilter)
    public_only: bool = False


@dataclass(frozen=True, slots=True)
class RowIssue:
    """The issue that a comment is in; *comments* make its point."""

    number: int
    title: str
    comments: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One comment with all its words, where it was said and by when an answer is due.

    ``own_topics`` are those that its consultation has beside the common ones, code → label.
    """

    comment: CommentRow
    consultation_slug: str
    consultation_title: str
    due_on: date | None
    issue: RowIssue | None = None
    own_topics: Mapping[str, str] = field(default_factory=dict)
    referrals: Sequence[ReferralRow] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; at least as many where *is_more*."""

    number: int
    is_more: bool


def queue_page(
    session: Session,
    authority_id: UUID,
    asked: Queue,
    after: str | None = None,
    limit: int = ON_A_PAGE,
) -> Page[QueueRow]:
    """Return a page of the queue, the earliest due first, in seven statements.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    keys = in_queue(authority_id, asked, limit + 1, _read(after))
    found = session.execute(select(*keys.c).order_by(*keys.c)).all()
    shown = [key.id for key in found[:limit]]
    rows = queue_rows(session, shown)
    if len(found) <= limit:
        return Page(rows)
    last = found[limit - 1]
    return Page(rows, cursor_of(last.due_on.isoformat(), last.posted_at.isoformat(), str(last.id)))


def queue_count(session: Session, authority_id: UUID, asked: Queue) -> Counted:
    """Return how many comments are in this part of the queue."""
    number = session.scalar(select(capped(authority_id, asked))) or 0
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED)


def queue_rows(session: Session, ids: Sequence[UUID]) -> list[QueueRow]:
    """Return comments in the order of their ids as given, in six statements."""
    if not ids:
        return []
    asked = (
        comment_select()
        .add_columns(Consultation.slug, Consultation.title)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(Comment.id.in_(ids))
    )
    found = {each.id: each for each in session.execute(asked)}
    topics, issues = topics_of(session, ids), _issues(session, ids)
    referrals = referrals_of(session, ids)
    own = _own_topics(session, {each.consultation_id for each in found.values()})
    return [
        QueueRow(
            comment=with_words(row_of(each, topics), each, topics),
            consultation_slug=each.slug,
            consultation_title=each.title,
            due_on=each.due_on,
            issue=issues.get(each.id),
            own_topics=own.get(each.consultation_id, {}),
            referrals=referrals.get(each.id, ()),
        )
        for each in (found[id_] for id_ in ids if id_ in found)
    ]


def _own_topics(session: Session, ids: set[UUID]) -> dict[UUID, dict[str, str]]:
    asked = select(OwnTopic.consultation_id, OwnTopic.code, OwnTopic.label)
    own: dict[UUID, dict[str, str]] = {}
    for row in session.execute(asked.where(OwnTopic.consultation_id.in_(ids))):
        own.setdefault(row.consultation_id, {})[row.code] = row.label
    return own


def _issues(session: Session, ids: Sequence[UUID]) -> dict[UUID, RowIssue]:
    """Return the issue of each comment; of several the one with the lowest number."""
    live = Point.dropped_at.is_(None)
    held = (
        select(Point.comment_id, Point.issue_id)
        .join(Issue, Issue.id == Point.issue_id)
        .where(Point.comment_id.in_(ids), live)
        .order_by(Issue.number.desc())
    )
    first = {row.comment_id: row.issue_id for row in session.execute(held)}
    if not first:
        return {}
    counted = (
        select(
            Issue.id,
            Issue.number,
            Issue.title,
            func.count(func.distinct(Point.comment_id)).label("n"),
        )
        .join(Point, Point.issue_id == Issue.id)
        .where(Issue.id.in_(set(first.values())), live)
        .group_by(Issue.id, Issue.number, Issue.title)
    )
    issues = {row.id: RowIssue(row.number, row.title, row.n) for row in session.execute(counted)}
    return {comment_id: issues[issue_id] for comment_id, issue_id in first.items()}


def in_queue(
    authority_id: UUID, asked: Queue, limit: int, behind: tuple[Any, ...] | None = None
) -> Subquery:
    """Return the keys of the first *limit* comments; each state is a range of an index."""
    key = (Comment.due_on, Comment.posted_at, Comment.id)
    parts = []
    for state in _states(asked):
        part = select(*key).where(*_in_state(authority_id, asked, state)).order_by(*key)
        if behind is not None:
            part = part.where(tuple_(*key) > tuple_(*behind))
        parts.append(select(*part.limit(limit).subquery().c))
    both = union_all(*parts).subquery()
    return select(*both.c).order_by(*both.c).limit(limit).subquery()


def capped(authority_id: UUID, asked: Queue) -> ColumnElement[int]:
    """Count, but stop soon behind the number at which nobody counts on."""
    parts = [
        select(
            *select(literal(1).label("one"))
            .select_from(Comment)
            .where(*_in_state(authority_id, asked, state))
            .limit(MOST_COUNTED + 1)
            .subquery()
            .c
        )
        for state in _states(asked)
    ]
    return select(func.count()).select_from(union_all(*parts).subquery()).scalar_subquery()


def _states(asked: Queue) -> list[FeedbackStatus | None]:
    states = STATES.get(asked.show)
    return [None] if states is None else [*sorted(states)]


def _in_state(
    authority_id: UUID, asked: Queue, state: FeedbackStatus | None
) -> Iterator[ColumnElement[bool]]:
    yield Comment.authority_id == authority_id
    yield Comment.speaker == Speaker.PUBLIC
    yield Comment.due_on.is_not(None)
    if state is None:
        yield IS_KEPT_BACK
        yield Comment.feedback_status != FeedbackStatus.WITHDRAWN
    else:
        yield Comment.feedback_status == state
    if asked.show is Show.OVERDUE:
        yield Comment.due_on < asked.today
    if asked.public_only:
        yield Comment.is_withheld.is_(False)
    yield from matches(asked.filters)


def _read(after: str | None) -> tuple[Any, ...] | None:
    if after is None:
        return None
    day, posted, last = key_of(after, (str, str, str))
    try:
        return (
            literal(date.fromisoformat(str(day)), Comment.due_on.type),
            literal(datetime.fromisoformat(str(posted)).astimezone(UTC), Comment.posted_at.type),
            literal(UUID(str(last)), Comment.id.type),
        )
    except (ValueError, OverflowError) as broken:
        raise Malformed(BROKEN) from broken
