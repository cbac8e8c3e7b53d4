"""All that leaves the house of one consultation, read as it stood at one instant."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from consultation.models.applications import ApplicationVersion
from consultation.models.comments import Comment, CommentTopic
from consultation.models.consultations import Consultation
from consultation.models.places import CommentPlace
from consultation.models.representations import Representation
from consultation.queries.places import as_geometry
from consultation.rules.applications import (
    ApplicationStatus,
    ProcessStage,
    rank,
)
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.exports import ExportedComment, ExportedRepresentation
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.correspondents import Correspondent
from geo.rules.grid import many_grid_points


def exported_comments(session: Session, consultation_id: UUID) -> list[ExportedComment]:
    """Return every comment that everybody can read, replies too, the oldest first."""
    parent = aliased(Comment)
    asked: Select[Any] = (
        select(
            *Comment.__table__.columns,
            parent.ref.label("reply_to"),
            CommentPlace.geojson,
            Representation.published_name,
        )
        .outerjoin(parent, parent.id == Comment.parent_id)
        .outerjoin(CommentPlace, CommentPlace.comment_id == Comment.id)
        .outerjoin(Representation, Representation.comment_id == Comment.id)
        .where(
            Comment.consultation_id == consultation_id,
            Comment.moderation == Moderation.VISIBLE,
            Comment.is_withheld.is_(False),
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .order_by(Comment.posted_at, Comment.ref)
    )
    found = session.execute(asked).all()
    topics = _topics(session, consultation_id)
    placed = [row for row in found if row.lon is not None]
    grid = dict(
        zip(
            (row.id for row in placed),
            many_grid_points([(row.lon, row.lat) for row in placed]),
            strict=True,
        )
    )
    return [
        ExportedComment(
            ref=row.ref,
            reply_to=row.reply_to,
            posted_at=row.posted_at,
            edited_at=row.edited_at,
            speaker=row.speaker.value,
            kind=row.kind.value,
            stance=row.stance.value if row.stance else None,
            lane=row.lane.value,
            channel=row.channel.value,
            is_late=row.is_late,
            topics=tuple(sorted(topics[row.id])),
            text=row.text,
            language=row.language,
            name=(row.published_name or row.display_name)
            if row.speaker is Speaker.PUBLIC
            else None,
            place_words=row.place_words,
            lon=row.lon,
            lat=row.lat,
            grid=_metres(grid.get(row.id)),
            ward=row.ward_code,
            agreed=row.agreed,
            status=row.feedback_status.value,
            geometry=as_geometry(row.geojson) if row.geojson else None,
        )
        for row in found
    ]


def exported_representations(
    session: Session, authority_id: UUID, consultation_id: UUID
) -> list[ExportedRepresentation]:
    """Return every formal comment, published or not, with who is behind it; the oldest first."""
    asked: Select[Any] = (
        select(
            *Comment.__table__.columns,
            Representation.became_formal_at,
            Representation.publishing,
            Correspondent.name.label("name"),
            Correspondent.address,
            Correspondent.postcode,
        )
        .join(Representation, Representation.comment_id == Comment.id)
        .outerjoin(Correspondent, Correspondent.id == Representation.correspondent_id)
        .where(
            Comment.authority_id == authority_id,
            Comment.consultation_id == consultation_id,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .order_by(Representation.became_formal_at, Comment.ref)
    )
    topics = _topics(session, consultation_id)
    return [
        ExportedRepresentation(
            id=row.id,
            ref=row.ref,
            received_at=row.became_formal_at,
            is_late=row.is_late,
            stance=row.stance.value if row.stance else None,
            topics=tuple(sorted(topics[row.id])),
            text=row.text,
            language=row.language,
            direction=row.direction,
            name=row.name,
            address=row.address,
            postcode=row.postcode,
            publishing=row.publishing.value,
            moderation=row.moderation.value,
            place_words=row.place_words,
        )
        for row in session.execute(asked)
    ]


def application_content(session: Session, consultation_id: UUID) -> dict[str, Any] | None:
    """Return how the application behind a consultation stands, as it was recorded; None: no one."""
    asked = (
        select(ApplicationVersion)
        .join(Consultation, Consultation.application_id == ApplicationVersion.application_id)
        .where(Consultation.id == consultation_id)
    )
    versions = session.scalars(asked).all()
    if not versions:
        return None
    return max(
        versions,
        key=lambda each: rank(
            ProcessStage(each.stage or ProcessStage.SUBMISSION),
            each.generated_at,
            ApplicationStatus(each.status or ApplicationStatus.UNDETERMINED),
            each.digest,
        ),
    ).content


def _topics(session: Session, consultation_id: UUID) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    asked = (
        select(CommentTopic.comment_id, CommentTopic.topic)
        .join(Comment, Comment.id == CommentTopic.comment_id)
        .where(Comment.consultation_id == consultation_id)
    )
    for comment_id, topic in session.execute(asked):
        found[comment_id].append(topic)
    return found


def _metres(place: tuple[float, float] | None) -> tuple[int, int] | None:
    return (round(place[0]), round(place[1])) if place else None
