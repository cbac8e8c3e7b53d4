"""Prototypes of the firms of a cohort: what each claims, and what it would cost to use it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.deployment_costs import CostKind
from programme.rules.firm_files import FileKind
from programme.rules.prototypes import PrototypeState


class Prototype(Model):
    """What one firm of a cohort builds for one challenge; ``level`` is readiness, 1 to 9."""

    __tablename__ = "prototype"
    __table_args__ = (Index("ix_prototype_challenge", "challenge_id", "state"),)

    id: Mapped[UUID] = key()
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("cohort_seat.id"), unique=True)
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firm.id"))
    title: Mapped[str]
    summary: Mapped[str]
    level: Mapped[int | None]
    state: Mapped[PrototypeState] = mapped_column(one_of(PrototypeState))
    judged_because: Mapped[str | None]
    judged_by_id: Mapped[UUID | None]
    changed_at: Mapped[datetime]


class PrototypeClaim(Model):
    """What a prototype does for a measure of success, how that was tested, what came out."""

    __tablename__ = "prototype_claim"
    __table_args__ = (Index("ix_prototype_claim_of", "prototype_id", "position"),)

    id: Mapped[UUID] = key()
    prototype_id: Mapped[UUID] = mapped_column(ForeignKey("prototype.id"))
    position: Mapped[int]
    measure_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("success_measure.id", ondelete="SET NULL")
    )
    claim: Mapped[str]
    test: Mapped[str]
    result: Mapped[str]
    evidence: Mapped[str]
    url: Mapped[str]


class ClaimFile(Model):
    """A file that shows what a claim says; what it is called stands with the file."""

    __tablename__ = "claim_file"

    id: Mapped[UUID] = key()
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("prototype_claim.id"), index=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"))
    kind: Mapped[FileKind] = mapped_column(one_of(FileKind))
    added_at: Mapped[datetime]


class DeploymentCost(Model):
    """What using a prototype would cost, once or each year, in pence."""

    __tablename__ = "deployment_cost"
    __table_args__ = (
        CheckConstraint("0 <= low_p AND low_p <= likely_p AND likely_p <= high_p", name="in_order"),
        Index("ix_deployment_cost_of", "prototype_id", "position"),
    )

    id: Mapped[UUID] = key()
    prototype_id: Mapped[UUID] = mapped_column(ForeignKey("prototype.id"))
    position: Mapped[int]
    kind: Mapped[CostKind] = mapped_column(one_of(CostKind))
    words: Mapped[str]
    low_p: Mapped[int] = mapped_column(Pence)
    likely_p: Mapped[int] = mapped_column(Pence)
    high_p: Mapped[int] = mapped_column(Pence)
