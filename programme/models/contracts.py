"""A contract, what it promises, its phases, and whether what was bought is still used."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.contract_phases import Point, Verdict
from programme.rules.contracts import ContractState, Reading, Use


class Contract(Model):
    """The contract of an award; ``manager`` is a role or a team, no person."""

    __tablename__ = "contract"
    __table_args__ = (
        CheckConstraint("value_p >= 0", name="worth_something"),
        CheckConstraint("signed_on <= starts_on AND starts_on <= ends_on", name="in_order"),
        CheckConstraint("(state = 'terminated') = (ended_on IS NOT NULL)", name="ended_on_a_day"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), unique=True)
    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"))
    state: Mapped[ContractState] = mapped_column(one_of(ContractState))
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value_p: Mapped[int] = mapped_column(Pence)
    currency: Mapped[str]
    manager: Mapped[str]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str | None]


class ContractPhase(Model):
    """One phase: planned before signing, then how it came out; sums in the contract's currency."""

    __tablename__ = "contract_phase"
    __table_args__ = (
        UniqueConstraint("challenge_id", "number"),
        CheckConstraint("payment_p >= 0 AND paid_p <= payment_p", name="paid_as_agreed"),
        CheckConstraint("(verdict IS NULL) = (reading IS NULL)", name="decided_as_read"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    title: Mapped[str]
    target: Mapped[str]
    due_on: Mapped[date]
    payment_p: Mapped[int] = mapped_column(Pence)
    point: Mapped[Point] = mapped_column(one_of(Point))
    reading: Mapped[Reading | None] = mapped_column(one_of(Reading))
    met_on: Mapped[date | None]
    paid_p: Mapped[int | None] = mapped_column(Pence)
    verdict: Mapped[Verdict | None] = mapped_column(one_of(Verdict))
    reason: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class ContractMeasure(Model):
    """What a contract promises; ``measure`` is the name of a measure of success, or empty."""

    __tablename__ = "contract_measure"
    __table_args__ = (UniqueConstraint("challenge_id", "number"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    words: Mapped[str]
    target: Mapped[str]
    measure: Mapped[str]


class MeasureReading(Model):
    """How a promise of the contract came out on a day; the highest position is the latest."""

    __tablename__ = "contract_measure_reading"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("contract_measure.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    read_on: Mapped[date]
    said: Mapped[str]
    reading: Mapped[Reading] = mapped_column(one_of(Reading))
    noted_at: Mapped[datetime]


class UseCheck(Model):
    """Whether what was bought was still used on a day."""

    __tablename__ = "contract_use"

    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contract.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    used_on: Mapped[date]
    use: Mapped[Use] = mapped_column(one_of(Use))
    words: Mapped[str]
    noted_at: Mapped[datetime]
