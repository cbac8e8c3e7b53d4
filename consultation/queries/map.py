"""Comments as points and shapes on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, CommentTopic
from consultation.models.map import MapPin
from consultation.models.places import CommentPlace
from consultation.queries.filters import CommentFilter, threads_begun
from consultation.queries.places import as_geometry
from consultation.rules.comments import Kind, Stance
from consultation.rules.marks import mark_of

MOST_POINTS = 20_000
MOST_SHAPES = 1_000
EVERYTHING = CommentFilter()

Point = list[str | float | None]


@dataclass(frozen=True, slots=True)
class MapPoints:
    """What a map draws.

    Args:
        points: reference, longitude, latitude, mark and first topic of each.
        shapes: GeoJSON FeatureCollection of lines and areas; each feature's ``ref`` is a comment's.
        bounds: west, south, east, north of all points; None where there are none.
    """

    points: list[Point]
    shapes: dict[str, Any]
    bounds: tuple[float, float, float, float] | None


def points(
    session: Session, consultation_id: UUID, filters: CommentFilter = EVERYTHING
) -> MapPoints:
    """Return every placed comment that begins a thread, newest first."""
    first_topic = (
        select(func.min(CommentTopic.topic))
        .where(CommentTopic.comment_id == Comment.id)
        .scalar_subquery()
    )
    placed = (
        select(Comment.ref, Comment.lon, Comment.lat, Comment.stance, Comment.kind, first_topic)
        .where(*threads_begun(consultation_id, filters), Comment.lon.is_not(None))
        .order_by(Comment.posted_at.desc(), Comment.id.desc())
        .limit(MOST_POINTS)
    )
    found: list[Point] = [
        [ref, lon, lat, mark_of(kind, stance).value, topic]
        for ref, lon, lat, stance, kind, topic in session.execute(placed)
    ]
    shapes = _shapes(session, consultation_id, filters)
    return MapPoints(found, shapes, _bounds(found))


def shapes_pinned(session: Session, consultation_id: UUID) -> dict[str, Any]:
    """Return the newest lines and areas of a consultation whose map has pins, as GeoJSON."""
    drawn = (
        _shapes_of()
        .join(MapPin, MapPin.comment_id == Comment.id)
        .where(MapPin.consultation_id == consultation_id, MapPin.is_drawn.is_(True))
    )
    return _collected(session, drawn)


def comments_by_ward(session: Session, consultation_id: UUID) -> dict[str, int]:
    """Return ward code → comments that begin a thread at a place in it."""
    counted = (
        select(Comment.ward_code, func.count())
        .where(*threads_begun(consultation_id, EVERYTHING), Comment.ward_code.is_not(None))
        .group_by(Comment.ward_code)
    )
    return {str(code): number for code, number in session.execute(counted)}


def _shapes(session: Session, consultation_id: UUID, filters: CommentFilter) -> dict[str, Any]:
    drawn = _shapes_of().where(
        *threads_begun(consultation_id, filters),
        CommentPlace.geojson.not_like('{"type":"Point"%'),
    )
    return _collected(session, drawn)


def _shapes_of() -> Select[str, Stance | None, Kind, str]:
    return (
        select(Comment.ref, Comment.stance, Comment.kind, CommentPlace.geojson)
        .join(CommentPlace, CommentPlace.comment_id == Comment.id)
        .order_by(Comment.posted_at.desc(), Comment.id.desc())
        .limit(MOST_SHAPES)
    )


def _collected(session: Session, drawn: Select[str, Stance | None, Kind, str]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": as_geometry(geojson),
            "properties": {"ref": ref, "mark": mark_of(kind, stance).value},
        }
        for ref, stance, kind, geojson in session.execute(drawn)
    ]
    return {"type": "FeatureCollection", "features": features}


def _bounds(found: Sequence[Point]) -> tuple[float, float, float, float] | None:
    if not found:
        return None
    lons = [float(each[1] or 0) for each in found]
    lats = [float(each[2] or 0) for each in found]
    return min(lons), min(lats), max(lons), max(lats)
