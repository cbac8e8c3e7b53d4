"""What prototypes claim and would cost, and the measures that a claim can be about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.briefs import SuccessMeasure
from programme.models.prototypes import DeploymentCost, PrototypeClaim
from programme.queries.claim_files import files_of
from programme.queries.firm_files import FileRow
from programme.rules.deployment_costs import Cost
from programme.rules.prototype_claims import Claim


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim; *measure* is empty where the brief does not have the measure any more."""

    id: UUID
    measure: str
    baseline: str | None
    target: str | None
    claim: Claim
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost of using a prototype."""

    id: UUID
    cost: Cost


def claims_of(session: Session, ids: list[UUID]) -> dict[UUID, list[ClaimRow]]:
    """Return prototype → its claims, in the order in which they were added."""
    asked = (
        select(PrototypeClaim, SuccessMeasure)
        .outerjoin(SuccessMeasure, SuccessMeasure.id == PrototypeClaim.measure_id)
        .where(PrototypeClaim.prototype_id.in_(ids))
        .order_by(PrototypeClaim.position)
    )
    files = files_of(session, ids)
    found: dict[UUID, list[ClaimRow]] = defaultdict(list)
    for row, measure in session.execute(asked) if ids else ():
        found[row.prototype_id].append(
            ClaimRow(
                row.id,
                measure.name if measure else "",
                measure.baseline if measure else None,
                measure.target if measure else None,
                Claim(row.measure_id, row.claim, row.test, row.result, row.evidence, row.url),
                tuple(files[row.id]),
            )
        )
    return found


def costs_of(session: Session, ids: list[UUID]) -> dict[UUID, list[CostRow]]:
    """Return prototype → its costs, in the order in which they were added."""
    asked = (
        select(DeploymentCost)
        .where(DeploymentCost.prototype_id.in_(ids))
        .order_by(DeploymentCost.position)
    )
    found: dict[UUID, list[CostRow]] = defaultdict(list)
    for row in session.scalars(asked) if ids else ():
        cost = Cost(row.kind, row.words, row.low_p, row.likely_p, row.high_p)
        found[row.prototype_id].append(CostRow(row.id, cost))
    return found


def measures_of(session: Session, challenge_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return id and name of each measure of success that a claim can be about."""
    asked = (
        select(SuccessMeasure.id, SuccessMeasure.name)
        .where(SuccessMeasure.challenge_id == challenge_id)
        .order_by(SuccessMeasure.position)
    )
    return tuple((row.id, row.name) for row in session.execute(asked))
