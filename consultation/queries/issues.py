"""The issues of a consultation with their counts, and what belongs to none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from consultation.models.answers import Answer, AnswerVersion
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, Document
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.rules.answers import AnswerState
from consultation.rules.comments import Channel, Lane, Moderation, Speaker
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import Disposition
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.marks import Mark, mark_of
from foundation.base.errors import Malformed
from foundation.base.paging import BROKEN, Page, cursor_of, key_of
from geo.models.wards import Ward

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DeskConsultation:
    """A consultation as the desk works on it, whatever the public may read of it."""

    id: UUID
    slug: str
    title: str
    status: ConsultationStatus
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue in the list; ``people`` are different authors of its ``points``."""

    number: int
    title: str
    topic: str | None
    status: IssueStatus
    points: int
    people: int
    disposition: Disposition | None
    is_told: bool
    waits_for_look: bool
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A point, or a comment that nobody has split yet (then it has no ``point_id``)."""

    point_id: UUID | None
    comment_id: UUID
    ref: str
    quote: str
    is_whole: bool
    mark: Mark
    lane: Lane
    channel: Channel
    moderation: Moderation
    is_withdrawn: bool
    author: str | None
    ward_name: str | None
    posted_at: datetime


SAID: tuple[InstrumentedAttribute[Any], ...] = (
    Comment.ref,
    Comment.kind,
    Comment.stance,
    Comment.lane,
    Comment.channel,
    Comment.moderation,
    Comment.feedback_status,
    Comment.display_name,
    Comment.posted_at,
)


def desk_consultation(session: Session, authority_id: UUID, slug: str) -> DeskConsultation | None:
    """Return a consultation of this council with its documents, or None."""
    asked = select(
        Consultation.id, Consultation.slug, Consultation.title, Consultation.status
    ).where(Consultation.authority_id == authority_id, Consultation.slug == slug)
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    documents = session.execute(
        select(Document.url, Document.title)
        .where(Document.consultation_id == found.id)
        .order_by(Document.position)
    )
    return DeskConsultation(*found, tuple((row.url, row.title) for row in documents))


def issue_list(session: Session, consultation_id: UUID) -> list[IssueLine]:
    """Return every issue that a consultation ever had with its counts, in one statement."""
    into = aliased(Issue)
    waiting = (
        select(AnswerVersion.id)
        .join(Answer, Answer.id == AnswerVersion.answer_id)
        .where(Answer.issue_id == Issue.id, AnswerVersion.state == AnswerState.WAITING)
    )
    shown = (
        Issue.number,
        Issue.title,
        Issue.topic,
        Issue.status,
        IssueOutcome.disposition,
        IssueOutcome.told_at,
        into.number.label("merged_into"),
    )
    asked = (
        select(
            *shown,
            func.count(Point.id).label("points"),
            people().label("people"),
            waiting.exists().label("waits"),
        )
        .outerjoin(Point, (Point.issue_id == Issue.id) & Point.dropped_at.is_(None))
        .outerjoin(Comment, Comment.id == Point.comment_id)
        .outerjoin(
            IssueOutcome, (IssueOutcome.issue_id == Issue.id) & IssueOutcome.ended_at.is_(None)
        )
        .outerjoin(into, into.id == Issue.merged_into_id)
        .where(Issue.consultation_id == consultation_id)
        .group_by(Issue.id, *shown)
        .order_by(Issue.number)
    )
    return [
        IssueLine(
            number=row.number,
            title=row.title,
            topic=row.topic,
            status=row.status,
            points=row.points,
            people=row.people,
            disposition=row.disposition,
            is_told=row.told_at is not None,
            waits_for_look=row.waits,
            merged_into=row.merged_into,
        )
        for row in session.execute(asked)
    ]


def unsorted_rows(
    session: Session, consultation_id: UUID, after: str | None = None, limit: int = ON_A_PAGE
) -> Page[SaidRow]:
    """Return a page of points in no issue and comments nobody has split, the oldest first.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    start = func.coalesce(Point.start, 0)
    key = (Comment.posted_at, Comment.id, start)
    asked = _unsorted(consultation_id).add_columns(start.label("start"))
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*_read(after)))
    found = session.execute(asked.order_by(*key).limit(limit + 1)).all()
    rows = [said_row(row) for row in found[:limit]]
    if len(found) <= limit:
        return Page(rows)
    last = found[limit - 1]
    return Page(rows, cursor_of(last.posted_at.isoformat(), str(last.comment_id), last.start))


def unsorted_count(session: Session, consultation_id: UUID) -> int:
    """Return how many points and unsplit comments are in no issue."""
    rows = _unsorted(consultation_id).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def is_unsorted() -> ColumnElement[bool]:
    """Match a comment, joined with its live points, that says something which is in no issue."""
    return (
        (Comment.speaker == Speaker.PUBLIC)
        & (Comment.feedback_status.not_in({FeedbackStatus.WITHDRAWN, FeedbackStatus.CLOSED}))
        & Point.issue_id.is_(None)
    )


def people() -> ColumnElement[int]:
    """Count different authors; who has no voice of their own counts once a comment."""
    return func.count(func.distinct(func.coalesce(Comment.voice_id, Comment.id)))


def said_row(row: Any) -> SaidRow:  # noqa: ANN401  a row with the columns of SAID
    """Return a point or a comment as the desk lists it."""
    return SaidRow(
        point_id=row.point_id,
        comment_id=row.comment_id,
        ref=row.ref,
        quote=row.quote,
        is_whole=row.is_whole is not False,
        mark=mark_of(row.kind, row.stance),
        lane=row.lane,
        channel=row.channel,
        moderation=row.moderation,
        is_withdrawn=row.feedback_status is FeedbackStatus.WITHDRAWN,
        author=row.display_name,
        ward_name=row.ward_name,
        posted_at=row.posted_at,
    )


def said_select() -> Select[Any]:
    """Return the select from which ``said_row`` makes rows, one a live point of each comment."""
    return (
        select(
            *SAID,
            Comment.id.label("comment_id"),
            Point.id.label("point_id"),
            Point.is_whole,
            func.coalesce(Point.quote, Comment.text).label("quote"),
            Ward.name.label("ward_name"),
        )
        .select_from(Comment)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .outerjoin(
            Ward, (Ward.authority_id == Comment.authority_id) & (Ward.code == Comment.ward_code)
        )
    )


def _unsorted(consultation_id: UUID) -> Select[Any]:
    return said_select().where(Comment.consultation_id == consultation_id, is_unsorted())


def _read(after: str) -> tuple[Any, Any, Any]:
    moment, last, start = key_of(after, (str, str, int))
    try:
        posted = datetime.fromisoformat(str(moment)).astimezone(UTC)
        return (
            literal(posted, Comment.posted_at.type),
            literal(UUID(str(last)), Comment.id.type),
            literal(int(start)),
        )
    except (ValueError, OverflowError) as broken:
        raise Malformed(BROKEN) from broken
