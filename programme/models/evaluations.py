"""The evaluation record of a programme."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.evaluations import Fate
from programme.rules.programmes import Pain


class Finding(Model):
    """What was shown and what goes on; ``by_whom`` is a role or a team, no person."""

    __tablename__ = "programme_finding"
    __table_args__ = (
        CheckConstraint("(fate = 'dropped') = (pain IS NOT NULL)", name="trouble_named"),
        CheckConstraint(
            "fate <> 'mainstreamed' OR (from_on IS NOT NULL AND by_whom <> '')", name="done_by"
        ),
        Index("ix_programme_finding_when", "programme_id", "noted_at"),
    )

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"), index=True)
    showed: Mapped[str]
    fate: Mapped[Fate] = mapped_column(one_of(Fate))
    kept: Mapped[str]
    by_whom: Mapped[str]
    from_on: Mapped[date | None]
    pain: Mapped[Pain | None] = mapped_column(one_of(Pain))
    noted_by_id: Mapped[UUID | None]
    noted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None]
