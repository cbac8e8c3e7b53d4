"""The identity store: who signed up to come to something, until it is over and followed up.

What they come to stands elsewhere and knows them by a random id alone.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Attendee(Model):
    """A name, an address or both, of somebody who takes a place; destroyed on ``forget_on``."""

    __tablename__ = "attendee"
    __table_args__ = (Index("ix_attendee_address", "authority_id", "email"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str | None]
    email: Mapped[str | None]
    language: Mapped[str]
    kept_at: Mapped[datetime]
    forget_on: Mapped[date] = mapped_column(index=True)
