"""Firms that answer challenges, and who writes for each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.firms import FirmSize


class Firm(Model):
    """One firm. Whoever knows the joining code, of which only a digest is kept, may join it."""

    __tablename__ = "firm"
    __table_args__ = (Index("ix_firm_authority_id_name", "authority_id", "name"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str]
    size: Mapped[FirmSize] = mapped_column(one_of(FirmSize))
    company_number: Mapped[str]
    website: Mapped[str]
    code_digest: Mapped[str | None] = mapped_column(unique=True)
    code_until: Mapped[datetime | None]
    made_at: Mapped[datetime]


class FirmMember(Model):
    """Somebody who writes for a firm."""

    __tablename__ = "firm_member"

    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firm.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    joined_at: Mapped[datetime]
