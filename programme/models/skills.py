"""What officers say that they can do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class OfficerSkill(Model):
    """Something that an officer says they can do."""

    __tablename__ = "officer_skill"
    __table_args__ = (UniqueConstraint("person_id", "words"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    said_at: Mapped[datetime]
