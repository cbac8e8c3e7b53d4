"""What every part of the pilot's seed needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.roles import Role


@dataclass(frozen=True, slots=True)
class Seeding:
    """A session, the council, its people, and the record."""

    session: Session
    authority_id: UUID
    people: Mapping[Role, UUID]
    record: Mapping[str, Any]
    now: datetime

    def as_role(self, role: Role) -> Actor:
        """Return the council's person of one role as an actor, or nobody."""
        return Actor(self.authority_id, self.people.get(role), frozenset({role}))
