"""What has happened to a challenge, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.challenges import ChallengeMove, PathwayChange
from programme.models.gates import GateDecision, GateSignature
from programme.rules.challenges import ChallengeState, PathwayKind
from programme.rules.gates import Verdict
from programme.rules.stages import GateCode


@dataclass(frozen=True, slots=True)
class Moved:
    """It went to another state."""

    at: datetime
    after: ChallengeState
    reason: str | None


@dataclass(frozen=True, slots=True)
class Turned:
    """It took the other pathway."""

    at: datetime
    after: PathwayKind
    reason: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed at a gate."""

    at: datetime
    gate: GateCode
    role: Role


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something was proposed at a gate."""

    at: datetime
    gate: GateCode
    verdict: Verdict
    reason: str


Happened = Moved | Turned | Signed | Proposed


def history_of(session: Session, challenge_id: UUID, most: int = 50) -> list[Happened]:
    """Return at most *most* things that happened, in four statements."""
    moves = select(ChallengeMove).where(ChallengeMove.challenge_id == challenge_id)
    turns = select(PathwayChange).where(PathwayChange.challenge_id == challenge_id)
    decided = select(GateDecision).where(GateDecision.challenge_id == challenge_id)
    signed = (
        select(GateSignature.signed_at, GateDecision.gate, GateSignature.role)
        .join(GateDecision, GateDecision.id == GateSignature.decision_id)
        .where(GateDecision.challenge_id == challenge_id)
    )
    happened: list[Happened] = [
        *(Moved(row.moved_at, row.after, row.reason) for row in session.scalars(moves)),
        *(Turned(row.changed_at, row.after, row.reason) for row in session.scalars(turns)),
        *(
            Proposed(row.proposed_at, row.gate, row.verdict, row.reason)
            for row in session.scalars(decided)
        ),
        *(Signed(*row) for row in session.execute(signed)),
    ]
    return sorted(happened, key=lambda each: each.at, reverse=True)[:most]
