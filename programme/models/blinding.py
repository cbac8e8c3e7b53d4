"""What assessors do not see, and who looked behind it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.blinding import Hidden, RevealKind, Shown


class BlindField(Model):
    """From when on one answer is shown; ``secret`` if what it says is hidden elsewhere too."""

    __tablename__ = "blind_field"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    shown: Mapped[Shown] = mapped_column(one_of(Shown))
    secret: Mapped[Hidden | None] = mapped_column(one_of(Hidden))


class BlindReveal(Model):
    """Somebody could tell who it is, or looked, and why."""

    __tablename__ = "blind_reveal"
    __table_args__ = (Index("ix_blind_reveal_when", "round_id", "revealed_at"),)

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"))
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    person_id: Mapped[UUID | None]
    kind: Mapped[RevealKind] = mapped_column(one_of(RevealKind))
    reason: Mapped[str]
    revealed_at: Mapped[datetime]
