"""What the submissions to a challenge are scored on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.db import Model, key
from programme.rules.criteria import Criterion


class ScoredCriterion(Model):
    """One criterion; ``weight`` in basis points, ``anchors`` from mark 0 to the top mark."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("challenge_id", "code"),
        CheckConstraint("weight > 0 AND weight <= 10000", name="weight_is_a_share"),
        CheckConstraint("least >= 0 AND least <= top_mark", name="least_on_scale"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    code: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    weight: Mapped[int]
    top_mark: Mapped[int]
    least: Mapped[int]
    anchors: Mapped[list[str]] = mapped_column(JSON)


def criteria_of(session: Session, challenge_id: UUID) -> tuple[Criterion, ...]:
    """Return what submissions to a challenge are scored on, in the order published."""
    asked = (
        select(ScoredCriterion)
        .where(ScoredCriterion.challenge_id == challenge_id)
        .order_by(ScoredCriterion.position)
    )
    return tuple(map(as_rule, session.scalars(asked)))


def as_rule(row: ScoredCriterion) -> Criterion:
    """Return a criterion as rules see it."""
    return Criterion(row.code, row.title, row.weight, tuple(row.anchors), row.top_mark, row.least)
