"""Sessions held to find who was missing from a consultation."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.traits import Trait
from foundation.base.db import Model, key, one_of


class ReachSession(Model):
    """One visit, stall or drop-in: for which group, on which day, and how many were hoped for."""

    __tablename__ = "reach_session"

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    trait: Mapped[Trait] = mapped_column(one_of(Trait))
    category: Mapped[str]
    way: Mapped[Way] = mapped_column(one_of(Way))
    people: Mapped[int]
    held_on: Mapped[date]
    planned_at: Mapped[datetime]
