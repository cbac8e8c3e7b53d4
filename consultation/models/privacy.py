"""Tombstones of what was erased, and what the daily sweep has removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.privacy import RetentionClass
from foundation.base.db import Model, key, one_of


class Erasure(Model):
    """Somebody was erased; what is kept of them finds them again in a restored backup.

    ``comments`` are ids, ``email_digest`` is keyed: nobody can tell from them who it was.
    """

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_authority", "authority_id", "erased_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    erased_at: Mapped[datetime]
    erased_by_id: Mapped[UUID | None]
    comments: Mapped[Any] = mapped_column(JSON)
    formal: Mapped[int]
    kept_account: Mapped[bool]
    person_id: Mapped[UUID | None]
    email_digest: Mapped[str | None]


class RetentionChoice(Model):
    """How many years a council keeps one class; the usual time where there is no row."""

    __tablename__ = "retention_choice"
    __table_args__ = (CheckConstraint("years > 0", name="some_years"),)

    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    class_: Mapped[RetentionClass] = mapped_column(
        "class", one_of(RetentionClass), primary_key=True
    )
    years: Mapped[int]


class RetentionRun(Model):
    """What the sweep of one day did to one class."""

    __tablename__ = "retention_run"
    __table_args__ = (Index("ix_retention_run_authority", "authority_id", "ran_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    class_: Mapped[RetentionClass] = mapped_column("class", one_of(RetentionClass))
    rows: Mapped[int]
    ran_at: Mapped[datetime]
