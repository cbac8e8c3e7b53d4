"""A consultation in easy read: short lines, some with a picture."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class EasyRead(Model):
    """One line of the easy-read text; ``picture`` is the address of one of the documents."""

    __tablename__ = "easy_read"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    picture: Mapped[str | None]
    alt: Mapped[str | None]
