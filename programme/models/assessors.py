"""Who scores which submission, and what was done to each assignment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.assessors import AssignmentState, Declined


class AssessorAssignment(Model):
    """One person's work on one submission.

    ``sheet`` counts from 1 and moves on when scores are returned; the sheet before stays as sent.
    ``saw_others_at`` is when its person first looked at what others gave.
    """

    __tablename__ = "assessor_assignment"
    __table_args__ = (
        UniqueConstraint("submission_id", "person_id"),
        CheckConstraint("state <> 'submitted' OR locked_at IS NOT NULL", name="sent_is_locked"),
        CheckConstraint("sheet >= 1", name="sheets_count_from_one"),
        Index("ix_assessor_assignment_person", "person_id", "round_id"),
    )

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"), index=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    person_id: Mapped[UUID]
    state: Mapped[AssignmentState] = mapped_column(one_of(AssignmentState))
    sheet: Mapped[int] = mapped_column(default=1)
    declined_because: Mapped[Declined | None] = mapped_column(one_of(Declined))
    locked_at: Mapped[datetime | None]
    saw_others_at: Mapped[datetime | None]
    made_at: Mapped[datetime]


class AssignmentMove(Model):
    """An assignment went from one state to another; ``number`` says in which order."""

    __tablename__ = "assessor_assignment_move"
    __table_args__ = (UniqueConstraint("assignment_id", "number"),)

    id: Mapped[UUID] = key()
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assessor_assignment.id"))
    number: Mapped[int]
    before: Mapped[AssignmentState] = mapped_column(one_of(AssignmentState, "before"))
    after: Mapped[AssignmentState] = mapped_column(one_of(AssignmentState, "after"))
    reason: Mapped[str | None]
    moved_by_id: Mapped[UUID | None]
    moved_at: Mapped[datetime]
