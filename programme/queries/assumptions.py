"""The assumptions log of a challenge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.assumptions import Assumption, AssumptionFinding
from programme.models.challenges import Challenge
from programme.rules.assumptions import AssumptionState, Perspective


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was found once."""

    state: AssumptionState
    evidence: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption with its findings, the latest first."""

    id: UUID
    position: int
    words: str
    perspective: Perspective
    state: AssumptionState
    findings: tuple[FindingRow, ...]


def assumptions_of(
    session: Session, authority_id: UUID, challenge_id: UUID
) -> tuple[AssumptionRow, ...]:
    """Return what a challenge takes for granted, in the order in which it was written down."""
    of = (
        select(Assumption)
        .join(Challenge, Challenge.id == Assumption.challenge_id)
        .where(Assumption.challenge_id == challenge_id, Challenge.authority_id == authority_id)
        .order_by(Assumption.position)
    )
    rows = session.scalars(of).all()
    asked = (
        select(AssumptionFinding)
        .where(AssumptionFinding.assumption_id.in_([row.id for row in rows]))
        .order_by(AssumptionFinding.found_at.desc())
    )
    findings: dict[UUID, list[FindingRow]] = defaultdict(list)
    for each in session.scalars(asked):
        findings[each.assumption_id].append(FindingRow(each.state, each.evidence, each.found_at))
    return tuple(
        AssumptionRow(
            row.id, row.position, row.words, row.perspective, row.state, tuple(findings[row.id])
        )
        for row in rows
    )
