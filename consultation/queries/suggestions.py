"""What may belong together: a person decides, and nothing weighs more or less for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment, CommentTopic
from consultation.models.issues import Issue, KeptApart
from consultation.models.points import Point, Sketch
from consultation.queries.issues import is_unsorted, people
from consultation.rules.issues import IssueStatus

MOST_SUGGESTED = 6
FEWEST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Campaign:
    """Several people who sent nearly the same: both counts, always."""

    id: UUID
    people: int
    texts: int
    comments: int
    example: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Comments on one topic at one place that are in no issue yet."""

    topic: str
    cell: str
    comments: int
    example: str


@dataclass(frozen=True, slots=True)
class LikeIssue:
    """Another issue that may be the same."""

    id: UUID
    number: int
    title: str
    points: int
    same_place: bool


def unsorted_campaigns(session: Session, consultation_id: UUID) -> list[Campaign]:
    """Return the letters that several people sent and that are in no issue, the largest first."""
    asked = (
        _letters()
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .where(Comment.consultation_id == consultation_id, is_unsorted(), Point.id.is_(None))
    )
    return [
        Campaign(row.campaign_id, row.people, row.texts, row.comments, row.example)
        for row in session.execute(asked)
    ]


def unsorted_neighbours(session: Session, consultation_id: UUID) -> list[Neighbours]:
    """Return what several say on one topic at one place and that is in no issue."""
    counted = func.count(func.distinct(Comment.id))
    asked = (
        select(
            CommentTopic.topic,
            Sketch.cell,
            counted.label("comments"),
            func.min(Comment.text).label("example"),
        )
        .join(Comment, Comment.id == CommentTopic.comment_id)
        .join(Sketch, Sketch.comment_id == Comment.id)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .where(
            Comment.consultation_id == consultation_id,
            is_unsorted(),
            Point.id.is_(None),
            Sketch.cell.is_not(None),
        )
        .group_by(CommentTopic.topic, Sketch.cell)
        .having(counted >= FEWEST_ALIKE)
        .order_by(counted.desc(), CommentTopic.topic, Sketch.cell)
        .limit(MOST_SUGGESTED)
    )
    return [
        Neighbours(row.topic, row.cell, row.comments, row.example) for row in session.execute(asked)
    ]


def unsorted_in_campaign(session: Session, consultation_id: UUID, campaign_id: UUID) -> list[UUID]:
    """Return the comments of a campaign that nobody has sorted yet."""
    asked = (
        select(Comment.id)
        .join(Sketch, Sketch.comment_id == Comment.id)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .where(
            Comment.consultation_id == consultation_id,
            Sketch.campaign_id == campaign_id,
            is_unsorted(),
            Point.id.is_(None),
        )
    )
    return list(session.scalars(asked))


def unsorted_at(session: Session, consultation_id: UUID, topic: str, cell: str) -> list[UUID]:
    """Return the comments on a topic at a place that nobody has sorted yet."""
    asked = (
        select(Comment.id)
        .join(Sketch, Sketch.comment_id == Comment.id)
        .join(CommentTopic, CommentTopic.comment_id == Comment.id)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .where(
            Comment.consultation_id == consultation_id,
            CommentTopic.topic == topic,
            Sketch.cell == cell,
            is_unsorted(),
            Point.id.is_(None),
        )
    )
    return list(session.scalars(asked))


def campaigns_in(session: Session, issue_id: UUID) -> list[Campaign]:
    """Return the letters that several people in an issue sent, the largest first."""
    asked = (
        _letters()
        .join(Point, Point.comment_id == Comment.id)
        .where(Point.issue_id == issue_id, Point.dropped_at.is_(None))
    )
    return [
        Campaign(row.campaign_id, row.people, row.texts, row.comments, row.example)
        for row in session.execute(asked)
    ]


def like_issues(session: Session, consultation_id: UUID, issue_id: UUID) -> list[LikeIssue]:
    """Return other open issues with the same topic or the same letters, those nearby first."""
    mine, other = _sketches(issue_id), aliased(Point)
    theirs = (
        select(Sketch.comment_id)
        .join(other, other.comment_id == Sketch.comment_id)
        .where(other.issue_id == Issue.id, other.dropped_at.is_(None))
    )
    near = theirs.where(Sketch.cell.in_(select(mine.c.cell))).exists()
    alike = theirs.where(Sketch.campaign_id.in_(select(mine.c.campaign_id))).exists()
    topic = select(Issue.topic).where(Issue.id == issue_id).scalar_subquery()
    apart = select(literal(1)).where(
        or_(
            (KeptApart.issue_id == issue_id) & (KeptApart.other_id == Issue.id),
            (KeptApart.other_id == issue_id) & (KeptApart.issue_id == Issue.id),
        )
    )
    points = (
        select(func.count())
        .where(Point.issue_id == Issue.id, Point.dropped_at.is_(None))
        .scalar_subquery()
    )
    asked = (
        select(Issue.id, Issue.number, Issue.title, points.label("points"), near.label("near"))
        .where(
            Issue.consultation_id == consultation_id,
            Issue.id != issue_id,
            Issue.status.in_({IssueStatus.OPEN, IssueStatus.ANSWERED}),
            or_(Issue.topic == topic, alike),
            ~apart.exists(),
        )
        .order_by(near.desc(), Issue.number)
        .limit(MOST_SUGGESTED)
    )
    return [
        LikeIssue(row.id, row.number, row.title, row.points, row.near)
        for row in session.execute(asked)
    ]


def _sketches(issue_id: UUID) -> Subquery:
    return (
        select(Sketch.campaign_id, Sketch.cell)
        .join(Point, Point.comment_id == Sketch.comment_id)
        .where(Point.issue_id == issue_id, Point.dropped_at.is_(None))
        .subquery()
    )


def _letters() -> Select[*tuple[Any, ...]]:
    """Return the select of letters that several people sent, the largest first."""
    counted = func.count(func.distinct(Comment.id))
    return (
        select(
            Sketch.campaign_id,
            people().label("people"),
            func.count(func.distinct(Sketch.digest)).label("texts"),
            counted.label("comments"),
            func.min(Comment.text).label("example"),
        )
        .join(Comment, Comment.id == Sketch.comment_id)
        .group_by(Sketch.campaign_id)
        .having(counted >= FEWEST_ALIKE)
        .order_by(counted.desc(), Sketch.campaign_id)
        .limit(MOST_SUGGESTED)
    )
