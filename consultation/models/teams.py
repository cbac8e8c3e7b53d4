"""Teams of a council and bodies outside it that are asked for facts, and who answers for them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Team(Model):
    """One team, such as "transport", or a body outside the council, such as "Severn Water".

    ``name`` reads in the sentence that residents see. ``closed_at`` is set once it takes no more
    questions; what it has it keeps.
    """

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    name: Mapped[str]
    is_outside: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]


class TeamMember(Model):
    """One person who answers for one team."""

    __tablename__ = "team_member"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
