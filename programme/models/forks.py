"""What a programme took over from the file of another council."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class ProgrammeKit(Model):
    """The content of the file, whose criteria and questions each new challenge begins with."""

    __tablename__ = "programme_kit"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    imported_at: Mapped[datetime]
