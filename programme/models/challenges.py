"""Challenges: what a department wants to solve, on which way, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.challenges import (
    BudgetState,
    ChallengeState,
    Engagement,
    PathwayKind,
    Regime,
)
from programme.rules.programmes import Origin
from programme.rules.stages import Stage


class Challenge(Model):
    """One question of one department.

    ``stood_at`` is where it stood before it was put on hold or withdrawn. ``budget_state`` is empty
    until somebody has recorded it. Firms may answer from ``opens_at`` up to, not including,
    ``closes_at``; they may ask up to ``questions_close_at`` (all UTC). ``criteria_frozen_at`` is
    set when criteria and weights may change no more, ``interests_open_at`` when the register of
    interests was opened. A front runner is somebody's opinion, with who said so and when.
    """

    __tablename__ = "challenge"
    __table_args__ = (
        UniqueConstraint("authority_id", "slug"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opens"),
        CheckConstraint("questions_close_at <= closes_at", name="questions_before_close"),
        CheckConstraint("budget_max_p >= budget_min_p", name="budget_in_order"),
        CheckConstraint(
            "(state IN ('on_hold', 'withdrawn')) = (stood_at IS NOT NULL)", name="stood_somewhere"
        ),
        CheckConstraint(
            "sponsor_accepted_at IS NULL OR sponsor_id IS NOT NULL", name="sponsor_who_accepts"
        ),
        Index("ix_challenge_programme", "programme_id", "state"),
        Index("ix_challenge_closing", "authority_id", "state", "closes_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id"))
    slug: Mapped[str]
    title: Mapped[str]
    question: Mapped[str]
    summary: Mapped[str]
    pathway: Mapped[PathwayKind] = mapped_column(one_of(PathwayKind))
    state: Mapped[ChallengeState] = mapped_column(one_of(ChallengeState))
    stood_at: Mapped[ChallengeState | None] = mapped_column(one_of(ChallengeState, "stood_at"))
    owner_id: Mapped[UUID | None]
    sponsor_id: Mapped[UUID | None]
    sponsor_accepted_at: Mapped[datetime | None]
    budget_state: Mapped[BudgetState | None] = mapped_column(one_of(BudgetState))
    budget_min_p: Mapped[int | None] = mapped_column(Pence)
    budget_max_p: Mapped[int | None] = mapped_column(Pence)
    budget_holder: Mapped[str | None]
    budget_decision_on: Mapped[date | None]
    regime: Mapped[Regime] = mapped_column(one_of(Regime), default=Regime.UNDECIDED)
    engagement: Mapped[Engagement] = mapped_column(one_of(Engagement), default=Engagement.UNDECIDED)
    engagement_reason: Mapped[str | None]
    opens_at: Mapped[datetime | None]
    questions_close_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    criteria_frozen_at: Mapped[datetime | None]
    interests_open_at: Mapped[datetime | None]
    front_runner: Mapped[str | None]
    front_runner_by: Mapped[str | None]
    front_runner_on: Mapped[date | None]
    proposed_by_id: Mapped[UUID | None]
    made_at: Mapped[datetime]


class ChallengeWording(Model):
    """How a challenge was put before, and where that wording comes from."""

    __tablename__ = "challenge_wording"
    __table_args__ = (UniqueConstraint("challenge_id", "number"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    question: Mapped[str]
    source: Mapped[str]
    said_at: Mapped[datetime]


class ChallengeStage(Model):
    """When the gate of a stage was to be passed, is expected to be, and was."""

    __tablename__ = "challenge_stage"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(one_of(Stage), primary_key=True)
    baseline_on: Mapped[date | None]
    forecast_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    late_because: Mapped[str | None]
    origin: Mapped[Origin] = mapped_column(one_of(Origin), default=Origin.RECORDED)


class ChallengeMove(Model):
    """A challenge went from one state to another; with a reason where somebody chose it."""

    __tablename__ = "challenge_move"
    __table_args__ = (Index("ix_challenge_move_when", "challenge_id", "moved_at"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    before: Mapped[ChallengeState] = mapped_column(one_of(ChallengeState, "before"))
    after: Mapped[ChallengeState] = mapped_column(one_of(ChallengeState, "after"))
    reason: Mapped[str | None]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[UUID | None]


class PathwayChange(Model):
    """A challenge took the other pathway, and why."""

    __tablename__ = "challenge_pathway_change"

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), index=True)
    before: Mapped[PathwayKind] = mapped_column(one_of(PathwayKind, "before"))
    after: Mapped[PathwayKind] = mapped_column(one_of(PathwayKind, "after"))
    reason: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None]
