"""The departments that have challenges."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Department(Model):
    """A part of the council, or of the *parent* organisation that works with it.

    ``lead_id`` is the person who answers for it and may turn the owner's key of a brief.
    """

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str]
    parent: Mapped[str | None]
    lead_id: Mapped[UUID | None]
