"""Which consultations a list is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shapely.geometry import Point
from sqlalchemy import ColumnElement, and_, not_, or_, select

from consultation.models.consultations import Consultation
from consultation.models.places import ConsultationArea
from consultation.queries.cards import is_listening, may_be_read
from consultation.queries.search import consultation_says
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from geo.models.wards import Ward, WardOutline
from geo.rules.grid import grid_point
from geo.spatial import intersects, within_metres


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the consultations asked for have in common; None asks nothing.

    Args:
        near: longitude, latitude and how many metres around: land that lies there, or part of it.
    """

    words: str | None = None
    status: ConsultationStatus | None = None
    kind: ConsultationKind | None = None
    ward_code: str | None = None
    near: tuple[float, float, float] | None = None


def listed(authority_id: UUID, now: datetime, wanted: ListFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on consultations that anybody may read and *wanted* names."""
    asked = [Consultation.authority_id == authority_id, may_be_read(now)]
    if wanted.words:
        asked.append(consultation_says(wanted.words))
    if wanted.status:
        asked.append(_stands(wanted.status, now))
    if wanted.kind:
        asked.append(Consultation.kind == wanted.kind)
    if wanted.ward_code:
        asked.append(_lies_in(authority_id, wanted.ward_code))
    if wanted.near:
        asked.append(_lies_near(*wanted.near))
    return asked


def _stands(status: ConsultationStatus, now: datetime) -> ColumnElement[bool]:
    """Match the state that the clock has set off, also before the job has written it down."""
    if status is ConsultationStatus.OPEN:
        return is_listening(now)
    stored = Consultation.status == status
    if status is ConsultationStatus.CLOSED:
        over = and_(Consultation.status == ConsultationStatus.OPEN, not_(is_listening(now)))
        return or_(stored, over)
    return stored


def _lies_near(lon: float, lat: float, metres: float) -> ColumnElement[bool]:
    """Match consultations about land around a spot."""
    here = Point(grid_point(lon, lat))
    around = select(ConsultationArea.consultation_id).where(
        within_metres(ConsultationArea.geom_27700, here, metres)
    )
    return Consultation.id.in_(around)


def _lies_in(authority_id: UUID, code: str) -> ColumnElement[bool]:
    """Match consultations about land in a ward, or part of it."""
    inside = (
        select(ConsultationArea.consultation_id)
        .join(WardOutline, intersects(ConsultationArea.geom, WardOutline.geom))
        .join(Ward, Ward.id == WardOutline.ward_id)
        .where(Ward.authority_id == authority_id, Ward.code == code)
    )
    return Consultation.id.in_(inside)
