"""Packs as they were sealed, and what procurement said of each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.pack_seals import SealState

_WAITS = text("state <> 'returned'")


class PackSeal(Model):
    """One sealed pack: the whole of it as a ZIP archive, and the digest of its manifest."""

    __tablename__ = "pack_seal"
    __table_args__ = (
        UniqueConstraint("challenge_id", "number"),
        CheckConstraint("answered_by_id <> sealed_by_id", name="answered_by_another"),
        CheckConstraint("state <> 'returned' OR reasons IS NOT NULL", name="returned_why"),
        Index(
            "uq_pack_seal_standing",
            "challenge_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    state: Mapped[SealState] = mapped_column(one_of(SealState))
    digest: Mapped[str]
    archive: Mapped[bytes]
    sealed_by_id: Mapped[UUID]
    sealed_at: Mapped[datetime]
    reasons: Mapped[str | None]
    answered_by_id: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]
