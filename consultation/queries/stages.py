"""The steps of a consultation, each with every time its date moved and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Stage, StageMove


@dataclass(frozen=True, slots=True)
class StageMoveRow:
    """An expected date that moved."""

    before: date | None
    after: date | None
    reason: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class StageRow:
    """One step; the current one is the first that is not done."""

    id: UUID
    name: str
    expected_on: date | None
    done_on: date | None
    is_current: bool
    moves: tuple[StageMoveRow, ...]


def stages_of(session: Session, consultation_id: UUID) -> tuple[StageRow, ...]:
    """Return the stages in order, in one statement."""
    asked = (
        select(
            Stage.id,
            Stage.name,
            Stage.expected_on,
            Stage.done_on,
            StageMove.before,
            StageMove.after,
            StageMove.reason,
            StageMove.moved_at,
        )
        .outerjoin(StageMove, StageMove.stage_id == Stage.id)
        .where(Stage.consultation_id == consultation_id)
        .order_by(Stage.position, StageMove.moved_at)
    )
    moves: dict[UUID, list[StageMoveRow]] = {}
    found = {}
    for row in session.execute(asked):
        found[row.id] = row
        told = moves.setdefault(row.id, [])
        if row.reason is not None:
            told.append(StageMoveRow(row.before, row.after, row.reason, row.moved_at))
    current = next((id_ for id_, row in found.items() if row.done_on is None), None)
    return tuple(
        StageRow(id_, row.name, row.expected_on, row.done_on, id_ == current, tuple(moves[id_]))
        for id_, row in found.items()
    )
