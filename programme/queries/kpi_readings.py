"""What was read elsewhere for the figures of a programme."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.kpis import KpiReading
from programme.queries.programmes import ProgrammeRow
from programme.rules.kpis.facts import ReadingKind


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading: noted, then agreed to by another person, and perhaps taken back."""

    id: UUID
    kind: ReadingKind
    read_on: date
    words: str
    value: int | None
    source: str
    noted_by_id: UUID
    noted_at: datetime
    agreed_by_id: UUID | None
    agreed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


def readings_of(
    session: Session, programme: ProgrammeRow, most: int, first: int = 0
) -> tuple[list[ReadingRow], bool]:
    """Return readings of a council's own programme, noted last first; and if there are more."""
    asked = (
        select(KpiReading)
        .where(KpiReading.programme_id == programme.id)
        .order_by(KpiReading.noted_at.desc(), KpiReading.id.desc())
        .offset(first)
        .limit(most + 1)
    )
    names = [field.name for field in fields(ReadingRow)]
    rows = [
        ReadingRow(**{name: getattr(row, name) for name in names}) for row in session.scalars(asked)
    ]
    return rows[:most], len(rows) > most
