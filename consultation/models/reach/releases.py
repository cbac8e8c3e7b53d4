"""The ledger of figures that were ever released; nothing in it is changed or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class ReachRelease(Model):
    """One snapshot, as `consultation.rules.reach.snapshots.Snapshot` has it.

    *figures* is a list of ``[table, cell, figure or null]``, *withheld* holds the reason by table,
    *comments* is the exact number of comments that anybody could count on that day.
    """

    __tablename__ = "reach_release"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    figures: Mapped[list[Any]] = mapped_column(JSON)
    withheld: Mapped[dict[str, str]] = mapped_column(JSON)
    comments: Mapped[int]
    is_final: Mapped[bool]
    released_at: Mapped[datetime]
