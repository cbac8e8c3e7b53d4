"""Figures of several consultations together; nothing in them is changed or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.pools import Scope
from foundation.base.db import Model, key, one_of


class ReachPool(Model):
    """The figures of one pool, kept as those of `ReachRelease` are.

    *quarter* is like 2026-Q3; *name* is a team or the code of a ward; *consultations* says how many
    are in it.
    """

    __tablename__ = "reach_pool"
    __table_args__ = (UniqueConstraint("authority_id", "quarter", "scope", "name"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    quarter: Mapped[str]
    scope: Mapped[Scope] = mapped_column(one_of(Scope))
    name: Mapped[str]
    consultations: Mapped[int]
    figures: Mapped[list[Any]] = mapped_column(JSON)
    withheld: Mapped[dict[str, str]] = mapped_column(JSON)
    comments: Mapped[int]
    released_at: Mapped[datetime]


class PooledConsultation(Model):
    """A consultation whose quarter was pooled: it publishes nothing of its own any more."""

    __tablename__ = "pooled_consultation"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    quarter: Mapped[str]
