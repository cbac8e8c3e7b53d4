"""What a consultation said before, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.corrections import CorrectedField, Correction
from consultation.rules.corrections import Change


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction."""

    number: int
    made_at: datetime
    reason: str
    changes: tuple[Change, ...]


def corrections_of(session: Session, consultation_id: UUID) -> list[CorrectionRow]:
    """Return every correction, the latest first."""
    asked = (
        select(
            Correction.number,
            Correction.made_at,
            Correction.reason,
            CorrectedField.field,
            CorrectedField.before,
            CorrectedField.after,
        )
        .join(CorrectedField, CorrectedField.correction_id == Correction.id)
        .where(Correction.consultation_id == consultation_id)
        .order_by(Correction.number.desc(), CorrectedField.field)
    )
    found: dict[int, CorrectionRow] = {}
    for number, made_at, reason, field, before, after in session.execute(asked):
        row = found.get(number, CorrectionRow(number, made_at, reason, ()))
        change = Change(field, before, after)
        found[number] = CorrectionRow(number, made_at, reason, (*row.changes, change))
    return list(found.values())


def has_corrections() -> ColumnElement[bool]:
    """Return whether the consultation of the statement around it was corrected."""
    return exists().where(Correction.consultation_id == Consultation.id).label("has_corrections")
