"""Keys with which programs act for a member of staff."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class ApiToken(Model):
    """One key of one person; only its digest is kept.

    It holds while the person is active and their ``session_version`` is the one it was made
    under: a change of password or role ends it.
    """

    __tablename__ = "api_token"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    session_version: Mapped[int]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
