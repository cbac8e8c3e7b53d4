"""Firms that were asked whether their submission may stand for another challenge too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.reroutes import RerouteState


class Reroute(Model):
    """One firm asked for one challenge; ``made_id`` is the submission that came of a yes."""

    __tablename__ = "submission_reroute"
    __table_args__ = (
        UniqueConstraint("submission_id", "challenge_id"),
        CheckConstraint("state <> 'agreed' OR made_id IS NOT NULL", name="made_by_a_yes"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), index=True)
    state: Mapped[RerouteState] = mapped_column(one_of(RerouteState))
    asked_by_id: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    answered_by_id: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]
    made_id: Mapped[UUID | None] = mapped_column(ForeignKey("submission.id"))
