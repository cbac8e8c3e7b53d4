"""What a challenge takes for granted, and every finding on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.assumptions import AssumptionState, Perspective


class Assumption(Model):
    """One assumption of a challenge; ``position`` counts from 1."""

    __tablename__ = "assumption"
    __table_args__ = (UniqueConstraint("challenge_id", "position"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    position: Mapped[int]
    words: Mapped[str]
    perspective: Mapped[Perspective] = mapped_column(one_of(Perspective))
    state: Mapped[AssumptionState] = mapped_column(one_of(AssumptionState))
    made_at: Mapped[datetime]


class AssumptionFinding(Model):
    """What somebody found when they looked; the last one counts, the others stay."""

    __tablename__ = "assumption_finding"

    id: Mapped[UUID] = key()
    assumption_id: Mapped[UUID] = mapped_column(ForeignKey("assumption.id"), index=True)
    state: Mapped[AssumptionState] = mapped_column(one_of(AssumptionState))
    evidence: Mapped[str]
    found_by_id: Mapped[UUID | None]
    found_at: Mapped[datetime]
