"""Lines of the chain from a theme of residents to a promise of the contract."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class ChainLine(Model):
    """One theme and what was made of it.

    The theme is a citation of the brief by its number. What it is linked to is known by name, code
    or id and may be gone: then the link is broken, and is shown so. ``because`` is step → reason.
    """

    __tablename__ = "chain_line"
    __table_args__ = (
        UniqueConstraint("challenge_id", "number"),
        UniqueConstraint("challenge_id", "citation"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    citation: Mapped[int]
    measure: Mapped[str]
    criterion: Mapped[str]
    claim_id: Mapped[UUID | None]
    promise: Mapped[int | None]
    because: Mapped[dict[str, str]] = mapped_column(JSON)
    dropped_because: Mapped[str]
    revision: Mapped[int]
    changed_at: Mapped[datetime]
