"""The identity store: who has commented formally. What they said knows them by a random id."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Correspondent(Model):
    """The name and address that the law asks for with one formal comment."""

    __tablename__ = "correspondent"

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    kept_at: Mapped[datetime]
