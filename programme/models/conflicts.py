"""What assessors declared about themselves and a submission, and what the chair decided."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.conflicts import Answer, ConflictState


class ConflictDeclaration(Model):
    """One declaration; news makes another one with the next ``number``, and the last counts."""

    __tablename__ = "conflict_declaration"
    __table_args__ = (
        UniqueConstraint("submission_id", "person_id", "number"),
        CheckConstraint("(state = 'declared') = (decided_at IS NULL)", name="decided_when"),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> person_id", name="second_person"
        ),
        CheckConstraint("NOT (state = 'cleared' AND answer = 'actual')", name="actual_not_cleared"),
    )

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"), index=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    person_id: Mapped[UUID]
    number: Mapped[int]
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    detail: Mapped[str]
    mitigation: Mapped[str]
    state: Mapped[ConflictState] = mapped_column(one_of(ConflictState))
    declared_at: Mapped[datetime]
    decided_by_id: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
