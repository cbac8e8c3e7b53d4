"""The grid of a consultation's printed map."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from consultation.models.sheets import MapSheet
from geo.rules.sheets import Sheet


def sheet_of(session: Session, consultation_id: UUID) -> Sheet | None:
    """Return the grid, or None while no map has been printed."""
    kept = session.get(MapSheet, consultation_id)
    return Sheet(kept.west, kept.north, kept.metres) if kept else None
