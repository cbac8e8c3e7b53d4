"""Phases of design thinking, workshops in them, and who was asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.attendance import Came
from programme.rules.cohorts import Side
from programme.rules.programmes import Origin
from programme.rules.workshops import WorkshopKind


class DesignPhase(Model):
    """One phase of a programme, in the council's own words; ``position`` counts from 1."""

    __tablename__ = "design_phase"
    __table_args__ = (Index("ix_design_phase_order", "programme_id", "position"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    title: Mapped[str]


class WorkshopAim(Model):
    """What a programme means to hold in each department."""

    __tablename__ = "workshop_aim"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    per_department: Mapped[int]
    minutes: Mapped[int]
    participants: Mapped[int]
    facilitators: Mapped[int]
    note: Mapped[str]


class Workshop(Model):
    """A workshop; of every department where it names none. ``taken_at``: who came is known."""

    __tablename__ = "workshop"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="lasts"),
        CheckConstraint("places > 0", name="has_places"),
        Index("ix_workshop_when", "programme_id", "starts_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"), index=True)
    phase_id: Mapped[UUID | None] = mapped_column(ForeignKey("design_phase.id"))
    kind: Mapped[WorkshopKind] = mapped_column(one_of(WorkshopKind))
    title: Mapped[str]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    places: Mapped[int]
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
    taken_at: Mapped[datetime | None]


class WorkshopPrinciple(Model):
    """A principle of the programme that a workshop is held by."""

    __tablename__ = "workshop_principle"

    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    objective_id: Mapped[UUID] = mapped_column(
        ForeignKey("programme_objective.id"), primary_key=True
    )


class WorkshopGuest(Model):
    """A person or a firm that was asked, and what is known of them; who ``leads`` facilitates."""

    __tablename__ = "workshop_guest"
    __table_args__ = (
        UniqueConstraint("workshop_id", "person_id"),
        UniqueConstraint("workshop_id", "firm_id"),
        CheckConstraint("(side = 'firm') = (firm_id IS NOT NULL)", name="firm_of_its_side"),
        CheckConstraint("(side = 'firm') = (person_id IS NULL)", name="firm_or_person"),
    )

    id: Mapped[UUID] = key()
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshop.id"))
    side: Mapped[Side] = mapped_column(one_of(Side))
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("firm.id"), index=True)
    leads: Mapped[bool]
    came: Mapped[Came] = mapped_column(one_of(Came))
