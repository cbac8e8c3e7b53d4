"""Planning applications, each with every version that was ever recorded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.consultations import PlanningDecision
from foundation.base.db import Model, key, one_of


class Application(Model):
    """One application; (authority, reference) is who it is."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("authority_id", "reference"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    reference: Mapped[str]
    type_code: Mapped[str | None]
    address: Mapped[str | None]
    description: Mapped[str | None]
    stage: Mapped[str | None]
    status: Mapped[str | None]
    received_on: Mapped[date | None]
    decision: Mapped[PlanningDecision | None] = mapped_column(one_of(PlanningDecision))
    decided_on: Mapped[date | None]
    created_at: Mapped[datetime]


class ApplicationVersion(Model):
    """What one file said about an application; kept whole, never changed."""

    __tablename__ = "application_version"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        UniqueConstraint("application_id", "digest"),
    )

    id: Mapped[UUID] = key()
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    number: Mapped[int]
    stage: Mapped[str | None]
    status: Mapped[str | None]
    generated_at: Mapped[datetime | None]
    source_name: Mapped[str]
    digest: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
