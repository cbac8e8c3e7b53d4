"""Figures of a programme: what nobody else keeps, and what was said of them on one day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.challenges import BudgetState
from programme.rules.kpis.facts import ReadingKind


class BudgetEntry(Model):
    """How sure the money of a challenge was from an instant on."""

    __tablename__ = "challenge_budget_entry"
    __table_args__ = (Index("ix_challenge_budget_entry_when", "challenge_id", "entered_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    state: Mapped[BudgetState] = mapped_column(one_of(BudgetState))
    entered_at: Mapped[datetime]


class KpiReading(Model):
    """What somebody read elsewhere; it counts from another person's yes until it is taken back.

    *value* is empty for a firm from a partner city.
    """

    __tablename__ = "kpi_reading"
    __table_args__ = (
        CheckConstraint("agreed_by_id <> noted_by_id", name="agreed_by_another"),
        CheckConstraint("kind <> 'partner_firm' OR value IS NULL", name="no_value_of_a_firm"),
        Index("ix_kpi_reading_programme", "programme_id", "read_on"),
    )

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[ReadingKind] = mapped_column(one_of(ReadingKind))
    read_on: Mapped[date]
    words: Mapped[str]
    value: Mapped[int | None]
    source: Mapped[str]
    noted_by_id: Mapped[UUID]
    noted_at: Mapped[datetime]
    agreed_by_id: Mapped[UUID | None]
    agreed_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None]


class KpiSnapshot(Model):
    """The figures of a programme as they were at the end of a day, kept; nothing changes them."""

    __tablename__ = "kpi_snapshot"
    __table_args__ = (
        CheckConstraint("signed_by_id <> taken_by_id", name="signed_by_another"),
        CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name="signed_when"),
        Index("ix_kpi_snapshot_programme", "programme_id", "as_of", "taken_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    as_of: Mapped[date]
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    digest: Mapped[str]
    taken_by_id: Mapped[UUID]
    taken_at: Mapped[datetime]
    signed_by_id: Mapped[UUID | None]
    signed_at: Mapped[datetime | None]
