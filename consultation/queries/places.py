"""Where consultations and comments are, as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.places import CommentPlace


def shapes_of(session: Session, comment_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return comment → the geometry that was drawn for it, for those that have one."""
    if not comment_ids:
        return {}
    asked = select(CommentPlace.comment_id, CommentPlace.geojson).where(
        CommentPlace.comment_id.in_(comment_ids)
    )
    return {comment_id: as_geometry(drawn) for comment_id, drawn in session.execute(asked)}


def as_geometry(text: str) -> dict[str, Any]:
    """Return the GeoJSON geometry that a ``geojson`` column holds."""
    geometry: dict[str, Any] = json.loads(text)
    return geometry
