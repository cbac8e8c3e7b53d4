"""Assessment rounds, what moved them on, and how the chair broke a tie."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.rounds import RoundState


class AssessmentRound(Model):
    """The one round of a challenge.

    ``quorum`` is how many assessors a submission needs, ``wide`` from which distance on marks are
    talked about; ``due_at`` is when scores should be in.
    """

    __tablename__ = "assessment_round"
    __table_args__ = (
        CheckConstraint("quorum >= 1", name="somebody_scores"),
        CheckConstraint("wide >= 1", name="wide_is_a_distance"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), unique=True)
    state: Mapped[RoundState] = mapped_column(one_of(RoundState))
    chair_id: Mapped[UUID | None]
    quorum: Mapped[int]
    wide: Mapped[int]
    due_at: Mapped[datetime | None]
    made_at: Mapped[datetime]


class RoundMove(Model):
    """A round went from one state to another; it is in each state once."""

    __tablename__ = "assessment_round_move"
    __table_args__ = (UniqueConstraint("round_id", "after"),)

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"))
    before: Mapped[RoundState] = mapped_column(one_of(RoundState, "before"))
    after: Mapped[RoundState] = mapped_column(one_of(RoundState, "after"))
    moved_by_id: Mapped[UUID | None]
    moved_at: Mapped[datetime]


class TieDecision(Model):
    """Which of the submissions that are equal in everything comes first, and why; in order."""

    __tablename__ = "tie_decision"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        Index("ix_tie_decision_first", "first_id"),
    )

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"))
    number: Mapped[int]
    first_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    reason: Mapped[str]
    decided_by_id: Mapped[UUID | None]
    decided_at: Mapped[datetime]
