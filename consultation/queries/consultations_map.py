"""Consultations as points on a map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shapely.geometry import shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.places import ConsultationArea
from consultation.queries.listing import ListFilter, listed
from consultation.queries.places import as_geometry
from consultation.rules.consultations import may_comment, window_of
from foundation.accounts.models.authorities import Authority
from geo.rules.shapes import Shape

MOST_POINTS = 500


@dataclass(frozen=True, slots=True)
class ConsultationPoint:
    """Where to draw a consultation: longitude and latitude in the middle of its land."""

    slug: str
    title: str
    is_open: bool
    lon: float
    lat: float


def consultation_points(
    session: Session, authority_id: UUID, now: datetime, wanted: ListFilter
) -> list[ConsultationPoint]:
    """Return the consultations of a list that are about land, open or not; one statement."""
    asked = (
        select(
            Consultation.slug,
            Consultation.title,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
            ConsultationArea.geojson,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .join(ConsultationArea, ConsultationArea.consultation_id == Consultation.id)
        .where(*listed(authority_id, now, wanted))
        .order_by(Consultation.slug)
        .limit(MOST_POINTS)
    )
    return [
        ConsultationPoint(
            row.slug,
            row.title,
            bool(may_comment(window_of(row), now)),
            *Shape(shape(as_geometry(row.geojson))).label,
        )
        for row in session.execute(asked)
    ]
