"""Open contracting releases as they went out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class KeptRelease(Model):
    """One release of a challenge, never changed; *number* counts from 1 for each id."""

    __tablename__ = "ocds_release"
    __table_args__ = (UniqueConstraint("challenge_id", "ocid", "number"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    ocid: Mapped[str]
    release: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    kept_at: Mapped[datetime]
