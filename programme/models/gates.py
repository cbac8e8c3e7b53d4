"""Gates of a programme, what was decided at them for a challenge, and who signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.db import Model, key, one_of
from foundation.base.roles import Role
from programme.rules.gates import PASSES, Verdict
from programme.rules.lines import Line
from programme.rules.stages import GateCode


class Gate(Model):
    """A gate as one programme holds it."""

    __tablename__ = "gate"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    code: Mapped[GateCode] = mapped_column(one_of(GateCode), primary_key=True)
    question: Mapped[str]


class GateLine(Model):
    """One statement that should be true at a gate; ``minimum`` is what it counts up to."""

    __tablename__ = "gate_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["programme_id", "code"], ["gate.programme_id", "gate.code"], name="fk_gate_line_gate"
        ),
        UniqueConstraint("programme_id", "code", "position"),
    )

    programme_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[Line] = mapped_column(one_of(Line), primary_key=True)
    code: Mapped[GateCode] = mapped_column(one_of(GateCode))
    position: Mapped[int]
    minimum: Mapped[int | None]
    is_waivable: Mapped[bool]


class GateSignatory(Model):
    """A role whose signature a gate needs."""

    __tablename__ = "gate_signatory"
    __table_args__ = (
        ForeignKeyConstraint(
            ["programme_id", "code"],
            ["gate.programme_id", "gate.code"],
            name="fk_gate_signatory_gate",
        ),
    )

    programme_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[GateCode] = mapped_column(one_of(GateCode), primary_key=True)
    role: Mapped[Role] = mapped_column(one_of(Role), primary_key=True)


class GateDecision(Model):
    """What was proposed at a gate for one challenge, and decided once everybody had signed.

    ``lines`` is how each line stood when it was proposed, and again when it was decided:
    line → {is_met, is_waived, reason}. At most one decision a gate waits for signatures. One that
    was *taken over* comes from a record of before this system: nobody signed it here.
    """

    __tablename__ = "gate_decision"
    __table_args__ = (
        CheckConstraint(
            "decided_at IS NULL OR taken_back_at IS NULL", name="decided_or_taken_back"
        ),
        CheckConstraint(
            "verdict <> 'pass_with_conditions' OR conditions IS NOT NULL", name="conditions_said"
        ),
        Index(
            "uq_gate_decision_waiting",
            "challenge_id",
            "gate",
            unique=True,
            sqlite_where=text("decided_at IS NULL AND taken_back_at IS NULL"),
            postgresql_where=text("decided_at IS NULL AND taken_back_at IS NULL"),
        ),
        Index("ix_gate_decision_decided", "challenge_id", "gate", "decided_at"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    gate: Mapped[GateCode] = mapped_column(one_of(GateCode))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    reason: Mapped[str]
    conditions: Mapped[str | None]
    lines: Mapped[dict[str, Any]] = mapped_column(JSON)
    proposed_by_id: Mapped[UUID | None]
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    is_taken_over: Mapped[bool] = mapped_column(default=False, server_default=false())


class GateSignature(Model):
    """One signature; nobody signs a decision twice, and no role needs two."""

    __tablename__ = "gate_signature"
    __table_args__ = (UniqueConstraint("decision_id", "person_id"),)

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("gate_decision.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(one_of(Role), primary_key=True)
    person_id: Mapped[UUID]
    signed_at: Mapped[datetime]


class GateWaiver(Model):
    """A line that need not be met until a day, with the reason; it counts once it is signed."""

    __tablename__ = "gate_waiver"
    __table_args__ = (
        CheckConstraint(
            "signed_by_id IS NULL OR signed_by_id <> asked_by_id", name="signed_by_another"
        ),
        CheckConstraint("(signed_at IS NULL) = (signed_by_id IS NULL)", name="signed_by_whom"),
        Index("ix_gate_waiver_line", "challenge_id", "line"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    line: Mapped[Line] = mapped_column(one_of(Line))
    reason: Mapped[str]
    ends_on: Mapped[date]
    asked_by_id: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    signed_by_id: Mapped[UUID | None]
    signed_at: Mapped[datetime | None]


def passed_gates(session: Session, challenge_id: UUID) -> frozenset[GateCode]:
    """Return the gates whose latest decision for a challenge let it pass."""
    decided = (
        select(GateDecision.gate, GateDecision.verdict)
        .where(GateDecision.challenge_id == challenge_id, GateDecision.decided_at.is_not(None))
        .order_by(GateDecision.decided_at)
    )
    latest = {row.gate: row.verdict for row in session.execute(decided)}
    return frozenset(gate for gate, verdict in latest.items() if verdict in PASSES)
