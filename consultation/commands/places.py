"""Say where a consultation and a comment are."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from consultation.commands.own import own_consultation, touch
from consultation.models.places import ConsultationArea
from foundation.base.work import Work
from geo.rules.grid import BRITISH_NATIONAL_GRID
from geo.rules.shapes import Shape
from geo.spatial import stored


def set_area(work: Work, consultation_id: UUID, shape: Shape | None) -> None:
    """Say which land a consultation is about; None where it is about no land in particular.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    work.session.execute(
        delete(ConsultationArea).where(ConsultationArea.consultation_id == consultation_id)
    )
    if shape is not None:
        area = {"consultation_id": consultation_id, **columns(shape)}
        work.session.execute(insert(ConsultationArea), area)
    touch(work, consultation_id)


def columns(shape: Shape) -> dict[str, Any]:
    """Return *shape* as the columns of a table of places."""
    return {
        "geojson": json.dumps(shape.as_geojson(), separators=(",", ":")),
        "geom": stored(shape.geometry),
        "geom_27700": stored(shape.grid, BRITISH_NATIONAL_GRID),
    }
