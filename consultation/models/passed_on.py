"""Questions of residents that somebody else handed in for them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class PassedOn(Model):
    """Which comment a councillor passed on; who asked is nowhere but with the councillor."""

    __tablename__ = "passed_on"
    __table_args__ = (Index("ix_passed_on_person", "person_id", "passed_at"),)

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[UUID]
    passed_at: Mapped[datetime]
