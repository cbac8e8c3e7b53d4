"""Who is to be told of what has happened to a comment, or at a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shapely.geometry.base import BaseGeometry
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.following import FollowedArea, Notice, Subscription
from consultation.models.places import CommentPlace, ConsultationArea
from consultation.models.points import Point
from consultation.rules.comments import Moderation
from consultation.rules.following import News, Pace
from geo.models.wards import Ward, WardOutline
from geo.spatial import drawn, intersects


@dataclass(frozen=True, slots=True)
class Follower:
    """One subscription that wants to hear, and how soon."""

    id: UUID
    pace: Pace


@dataclass(frozen=True, slots=True)
class Place:
    """A comment in its thread."""

    id: UUID
    consultation_id: UUID
    thread_id: UUID
    parent_id: UUID | None
    moderation: Moderation
    is_withheld: bool


def anybody_follows(session: Session, authority_id: UUID) -> bool:
    """Tell whether anybody follows anything at a council."""
    return session.scalar(_listening(authority_id).limit(1)) is not None


def place_in_thread(session: Session, comment_id: UUID) -> Place | None:
    """Return where a comment stands."""
    asked = select(
        Comment.id,
        Comment.consultation_id,
        Comment.thread_id,
        Comment.parent_id,
        Comment.moderation,
        Comment.is_withheld,
    ).where(Comment.id == comment_id)
    found = session.execute(asked).one_or_none()
    return Place(*found) if found else None


def followers_of_consultation(
    session: Session, authority_id: UUID, consultation_id: UUID, *, and_comments: bool = False
) -> list[Follower]:
    """Return who follows a consultation, and if asked who follows their own comment in it."""
    wanted = Subscription.consultation_id == consultation_id
    if and_comments:
        inside = select(Comment.id).where(Comment.consultation_id == consultation_id)
        own = and_(Subscription.is_own.is_(True), Subscription.comment_id.in_(inside))
        wanted = or_(wanted, own)
    return _read(session, _listening(authority_id).where(wanted))


def followers_of_comments(
    session: Session, authority_id: UUID, comment_ids: Sequence[UUID], *, only_own: bool = False
) -> list[Follower]:
    """Return who follows one of these comments."""
    asked = _listening(authority_id).where(Subscription.comment_id.in_(comment_ids))
    return _read(session, asked.where(Subscription.is_own.is_(True)) if only_own else asked)


def followers_not_told(
    session: Session, authority_id: UUID, comment_ids: Sequence[UUID], claim_id: UUID, since: int
) -> list[Follower]:
    """Return who follows one of these comments and was not told of a claim since an event.

    Somebody who follows several of them is told by one.
    """
    told = (
        select(Subscription.contact_id)
        .join(Notice, Notice.subscription_id == Subscription.id)
        .where(Notice.subject_id == claim_id, Notice.news == News.CHECKED, Notice.event_id >= since)
    )
    asked = _listening(authority_id).where(
        Subscription.comment_id.in_(comment_ids), Subscription.contact_id.not_in(told)
    )
    rows = session.execute(asked.add_columns(Subscription.contact_id).order_by(Subscription.id))
    return list({row.contact_id: Follower(row.id, row.pace) for row in rows}.values())


def followers_of_issue(session: Session, authority_id: UUID, issue_id: UUID) -> list[Follower]:
    """Return who follows a comment that makes a point of an issue."""
    inside = select(Point.comment_id).where(Point.issue_id == issue_id, Point.dropped_at.is_(None))
    return _read(session, _listening(authority_id).where(Subscription.comment_id.in_(inside)))


def followers_around_comment(
    session: Session, authority_id: UUID, comment_id: UUID
) -> list[Follower]:
    """Return who follows an area that holds the place of a comment."""
    place = select(CommentPlace.geom).where(CommentPlace.comment_id == comment_id)
    return _around(session, authority_id, place)


def followers_around_consultation(
    session: Session, authority_id: UUID, consultation_id: UUID
) -> list[Follower]:
    """Return who follows an area that a consultation is about, or part of it."""
    place = select(ConsultationArea.geom).where(ConsultationArea.consultation_id == consultation_id)
    return _around(session, authority_id, place)


def areas_meeting(authority_id: UUID, place: BaseGeometry) -> Select[*tuple[Any, ...]]:
    """Ask for the drawn areas that share a point with *place*, through the spatial index."""
    meeting = select(FollowedArea.subscription_id).where(intersects(FollowedArea.geom, place))
    return _listening(authority_id).where(Subscription.id.in_(meeting))


def wards_meeting(authority_id: UUID, place: BaseGeometry) -> Select[*tuple[Any, ...]]:
    """Ask for followers of the wards that share a point with *place*."""
    codes = (
        select(Ward.code)
        .join(WardOutline)
        .where(Ward.authority_id == authority_id, intersects(WardOutline.geom, place))
    )
    return _listening(authority_id).where(Subscription.ward_code.in_(codes))


def _around(
    session: Session, authority_id: UUID, place: Select[*tuple[Any, ...]]
) -> list[Follower]:
    found = session.scalar(place)
    if found is None:
        return []
    shape = drawn(found)
    return [
        *_read(session, areas_meeting(authority_id, shape)),
        *_read(session, wards_meeting(authority_id, shape)),
    ]


def _listening(authority_id: UUID) -> Select[*tuple[Any, ...]]:
    return select(Subscription.id, Subscription.pace).where(
        Subscription.authority_id == authority_id,
        Subscription.confirmed_at.is_not(None),
        Subscription.muted_at.is_(None),
    )


def _read(session: Session, asked: Select[*tuple[Any, ...]]) -> list[Follower]:
    return [Follower(row.id, row.pace) for row in session.execute(asked)]
