"""What people are asked beside our own consultations, and how much of it a council allows."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class AskedElsewhere(Model):
    """A consultation of another organiser; *wards*, *groups* and *organisations* one a line.

    The same organiser, title and first day are the same consultation.
    """

    __tablename__ = "asked_elsewhere"
    __table_args__ = (
        UniqueConstraint("authority_id", "organiser", "title", "first_on"),
        CheckConstraint("last_on >= first_on", name="ends_after_beginning"),
        CheckConstraint("minutes > 0", name="takes_time"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    organiser: Mapped[str]
    title: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    minutes: Mapped[int]
    wards: Mapped[str]
    groups: Mapped[str]
    organisations: Mapped[str]
    url: Mapped[str]
    taken_at: Mapped[datetime]


class ConsultationLoad(Model):
    """What one of our own takes of a person, and the organisations it asks, one a line."""

    __tablename__ = "consultation_load"
    __table_args__ = (CheckConstraint("minutes > 0", name="takes_time"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    minutes: Mapped[int]
    organisations: Mapped[str]


class LoadBudget(Model):
    """Minutes a year that one person may be asked for; a council without a row has the usual."""

    __tablename__ = "load_budget"

    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    ward: Mapped[int]
    group: Mapped[int]
    organisation: Mapped[int]
