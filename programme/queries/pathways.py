"""The steps of a pathway as a programme holds them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.pathways import Pathway, PathwayStep
from programme.rules.challenges import PathwayKind
from programme.rules.stages import GateCode, Stage


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a pathway, the gate in front of it, and what it leaves behind."""

    title: str
    meaning: str
    stage: Stage
    gate: GateCode | None
    artefact: str


def steps_of(session: Session, programme_id: UUID, kind: PathwayKind) -> tuple[StepRow, ...]:
    """Return the steps of a pathway in order."""
    asked = (
        select(
            PathwayStep.title,
            PathwayStep.meaning,
            PathwayStep.stage,
            PathwayStep.gate,
            PathwayStep.artefact,
        )
        .join(Pathway, Pathway.id == PathwayStep.pathway_id)
        .where(Pathway.programme_id == programme_id, Pathway.kind == kind)
        .order_by(PathwayStep.position)
    )
    return tuple(StepRow(*row) for row in session.execute(asked))
