"""Whom a session is held to find; the session itself stands in ``models/sessions.py``."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.next_steps import Way
from consultation.rules.reach.traits import Trait
from foundation.base.db import Model, one_of


class SessionAim(Model):
    """For which group a session is held, how it is found, and how many were hoped for."""

    __tablename__ = "session_aim"

    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("consultation_session.id"), primary_key=True
    )
    trait: Mapped[Trait] = mapped_column(one_of(Trait))
    category: Mapped[str]
    way: Mapped[Way] = mapped_column(one_of(Way))
    people: Mapped[int]
