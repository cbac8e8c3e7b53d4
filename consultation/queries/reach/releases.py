"""The ledger of released figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.reach.releases import ReachRelease
from consultation.rules.reach.snapshots import Snapshot, Withheld


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One release: what was published, and when."""

    number: int
    snapshot: Snapshot
    released_at: datetime


def ledger(session: Session, authority_id: UUID, consultation_id: UUID) -> tuple[LedgerRow, ...]:
    """Return every release of one consultation, oldest first, in one statement."""
    rows = session.scalars(_releases(authority_id, consultation_id).order_by(ReachRelease.number))
    return tuple(_ledger_row(row) for row in rows)


def latest(session: Session, authority_id: UUID, consultation_id: UUID) -> LedgerRow | None:
    """Return the figures in force, or None before the first release."""
    newest = _releases(authority_id, consultation_id).order_by(ReachRelease.number.desc())
    row = session.scalar(newest.limit(1))
    return None if row is None else _ledger_row(row)


def _releases(authority_id: UUID, consultation_id: UUID) -> Select[ReachRelease]:
    return (
        select(ReachRelease)
        .join(Consultation, Consultation.id == ReachRelease.consultation_id)
        .where(
            ReachRelease.consultation_id == consultation_id,
            Consultation.authority_id == authority_id,
        )
    )


def _ledger_row(row: ReachRelease) -> LedgerRow:
    return LedgerRow(row.number, snapshot_of(row), row.released_at)


def snapshot_of(row: ReachRelease) -> Snapshot:
    """Return a stored release as the rules know it."""
    return Snapshot(
        figures={(table, cell): figure for table, cell, figure in row.figures},
        withheld={table: Withheld(reason) for table, reason in row.withheld.items()},
        comments=row.comments,
        is_final=row.is_final,
    )
