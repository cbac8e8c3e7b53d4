"""A programme with its money, partners and aims, and what it learned."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.programmes import (
    FundingKind,
    ObjectiveKind,
    Origin,
    Pain,
    PartnerRole,
    Sentiment,
)
from programme.rules.stages import Stage


class Programme(Model):
    """One run of challenges. What it costs is the sum of its funding lines, stored nowhere."""

    __tablename__ = "programme"
    __table_args__ = (
        UniqueConstraint("authority_id", "slug"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    slug: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    successor: Mapped[str | None]
    made_at: Mapped[datetime]


class Partner(Model):
    """What an organisation does in a programme; no person is named."""

    __tablename__ = "programme_partner"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[PartnerRole] = mapped_column(one_of(PartnerRole))


class FundingLine(Model):
    """Money from one source, in pence."""

    __tablename__ = "programme_funding_line"
    __table_args__ = (
        UniqueConstraint("programme_id", "position"),
        CheckConstraint("amount_p >= 0", name="not_negative"),
    )

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    source: Mapped[str]
    kind: Mapped[FundingKind] = mapped_column(one_of(FundingKind))
    amount_p: Mapped[int]
    note: Mapped[str | None]


class Objective(Model):
    """An aim, a theme, an output or a principle of a programme."""

    __tablename__ = "programme_objective"
    __table_args__ = (UniqueConstraint("programme_id", "kind", "position"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[ObjectiveKind] = mapped_column(one_of(ObjectiveKind))
    position: Mapped[int]
    words: Mapped[str]


class Target(Model):
    """By how much a figure is to change, and until when; two sources may differ, so two rows."""

    __tablename__ = "programme_target"
    __table_args__ = (UniqueConstraint("programme_id", "code", "due_on"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str]
    title: Mapped[str]
    percent: Mapped[int]
    due_on: Mapped[date]
    source: Mapped[str]


class LearningEvent(Model):
    """A visit, a talk or a workshop, with whom, and what was taken from it."""

    __tablename__ = "programme_learning_event"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    title: Mapped[str]
    with_whom: Mapped[str]
    held_on: Mapped[date | None]
    held_words: Mapped[str]
    taken: Mapped[str]


class RetrospectiveItem(Model):
    """What worked and what did not; the latter is tied to the trouble that gates now guard."""

    __tablename__ = "programme_retrospective_item"
    __table_args__ = (
        UniqueConstraint("programme_id", "sentiment", "position"),
        CheckConstraint("(sentiment = 'did_not') = (pain IS NOT NULL)", name="trouble_named"),
    )

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    sentiment: Mapped[Sentiment] = mapped_column(one_of(Sentiment))
    position: Mapped[int]
    words: Mapped[str]
    pain: Mapped[Pain | None] = mapped_column(one_of(Pain))


class StagePlan(Model):
    """When a programme meant a stage to be over, for all of its challenges."""

    __tablename__ = "programme_stage_plan"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(one_of(Stage), primary_key=True)
    baseline_on: Mapped[date]
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
    note: Mapped[str | None]
