"""The wards of one council: which one a place is in, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo.models.wards import Ward, WardOutline
from geo.rules.shapes import geojson_of
from geo.spatial import contains_point, drawn

DRAWN_DECIMALS = 5
DRAWN_METRES = 10
METRES_IN_A_DEGREE = 111_000


@dataclass(frozen=True, slots=True)
class WardFacts:
    """One ward without its outline."""

    id: UUID
    code: str
    name: str
    label: tuple[float, float]
    residents: int | None
    approximate: bool
    source: str


def ward_at(session: Session, authority_id: UUID, lon: float, lat: float) -> WardFacts | None:
    """Return the council's ward in which a place lies; the first by code on a shared edge."""
    found = (
        select(Ward)
        .join(WardOutline)
        .where(Ward.authority_id == authority_id, contains_point(WardOutline.geom, lon, lat))
        .order_by(Ward.code)
        .limit(1)
    )
    ward = session.scalars(found).first()
    return _facts(ward) if ward else None


def wards_of(session: Session, authority_id: UUID) -> list[WardFacts]:
    """Return all wards of the council, by name."""
    wards = select(Ward).where(Ward.authority_id == authority_id).order_by(Ward.name, Ward.code)
    return [_facts(ward) for ward in session.scalars(wards)]


def wards_version(session: Session, authority_id: UUID) -> tuple[int, datetime | None]:
    """Return something that changes whenever the council's wards do."""
    wards = select(func.count(Ward.id), func.max(Ward.loaded_at)).where(
        Ward.authority_id == authority_id
    )
    count, loaded_at = session.execute(wards).one()
    return count, loaded_at


def ward_outlines(session: Session, authority_id: UUID) -> dict[str, Any]:
    """Return the council's wards as a GeoJSON FeatureCollection, simplified for drawing.

    Neighbours keep their common border, so no gaps open between them. ``source`` says where the
    outlines come from; their licence asks for it to be shown.
    """
    rows = session.execute(
        select(Ward, WardOutline.geom)
        .join(WardOutline)
        .where(Ward.authority_id == authority_id)
        .order_by(Ward.code)
    ).all()
    simple = shapely.coverage_simplify(
        [drawn(geom) for _, geom in rows], DRAWN_METRES / METRES_IN_A_DEGREE
    )
    features = [
        {
            "type": "Feature",
            "id": ward.code,
            "properties": {
                "code": ward.code,
                "name": ward.name,
                "label": [ward.label_lon, ward.label_lat],
                "approximate": ward.approximate,
            },
            "geometry": geojson_of(outline, DRAWN_DECIMALS),
        }
        for (ward, _), outline in zip(rows, simple, strict=True)
    ]
    sources = dict.fromkeys(ward.source for ward, _ in rows)
    return {"type": "FeatureCollection", "source": ", ".join(sources), "features": features}


def _facts(ward: Ward) -> WardFacts:
    return WardFacts(
        id=ward.id,
        code=ward.code,
        name=ward.name,
        label=(ward.label_lon, ward.label_lat),
        residents=ward.residents,
        approximate=ward.approximate,
        source=ward.source,
    )
