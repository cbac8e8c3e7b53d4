"""Who backs an idea."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class IdeaBacking(Model):
    """Somebody who is signed in backs an idea, once."""

    __tablename__ = "idea_backing"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    backed_at: Mapped[datetime]
