"""Good practices of other cities, and what was taken from each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.practices import TakenInto


class Practice(Model):
    """What another city does well, and at which event it was learned of."""

    __tablename__ = "programme_practice"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("programme_learning_event.id"))
    position: Mapped[int]
    title: Mapped[str]
    city: Mapped[str]
    what: Mapped[str]
    claim: Mapped[str]


class PracticeTaking(Model):
    """What was taken from a practice, where it lives on, and maybe for which challenge."""

    __tablename__ = "practice_taking"
    __table_args__ = (UniqueConstraint("practice_id", "position"),)

    id: Mapped[UUID] = key()
    practice_id: Mapped[UUID] = mapped_column(ForeignKey("programme_practice.id"))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"))
    position: Mapped[int]
    words: Mapped[str]
    into: Mapped[TakenInto] = mapped_column(one_of(TakenInto))
    noted_at: Mapped[datetime]
