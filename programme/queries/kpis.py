"""The figures of a programme on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.kpis import KpiSnapshot
from programme.queries.kpi_facts import facts_at
from programme.queries.programmes import ProgrammeRow, programmes_of
from programme.rules.kpis.catalogue import figures_of
from programme.rules.kpis.figures import Figure


def programme_called(session: Session, authority_id: UUID, slug: str | None) -> ProgrammeRow | None:
    """Return one programme of a council, the latest where none is named, or None."""
    found = programmes_of(session, authority_id)
    return next((each for each in found if slug in {None, each.slug}), None)


def figures_at(
    session: Session, authority_id: UUID, programme: ProgrammeRow, as_of: date
) -> tuple[Figure, ...]:
    """Return every figure of a council's own programme at the end of a London day."""
    return figures_of(facts_at(session, authority_id, programme, as_of))


LATEST = (KpiSnapshot.signed_at.is_(None).desc(), KpiSnapshot.taken_at.desc())
"""At most one of a day is not signed: it is the latest."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Figures that somebody kept; *signed_at* is empty until a second person signed them."""

    as_of: date
    figures: list[dict[str, Any]]
    digest: str
    taken_by_id: UUID
    taken_at: datetime
    signed_by_id: UUID | None
    signed_at: datetime | None


def kept_kpis(session: Session, programme: ProgrammeRow) -> tuple[KeptRow, ...]:
    """Return what was kept of a council's own programme, the latest day and the latest first."""
    asked = select(
        KpiSnapshot.as_of,
        KpiSnapshot.figures,
        KpiSnapshot.digest,
        KpiSnapshot.taken_by_id,
        KpiSnapshot.taken_at,
        KpiSnapshot.signed_by_id,
        KpiSnapshot.signed_at,
    ).where(KpiSnapshot.programme_id == programme.id)
    rows = session.execute(asked.order_by(KpiSnapshot.as_of.desc(), *LATEST))
    return tuple(KeptRow(*row) for row in rows)
