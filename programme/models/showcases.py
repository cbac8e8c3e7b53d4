"""When each prototype is shown."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class ShowcaseSlot(Model):
    """A prototype's time in a session that is a showcase; a prototype has one."""

    __tablename__ = "showcase_slot"
    __table_args__ = (CheckConstraint("minutes > 0", name="lasts"),)

    prototype_id: Mapped[UUID] = mapped_column(ForeignKey("prototype.id"), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("cohort_session.id"), index=True)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
