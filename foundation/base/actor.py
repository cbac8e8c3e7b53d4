"""Who acts, for which authority, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from foundation.base.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, or nobody, behind one request or job.

    Args:
        authority_id: the one authority whose records this actor can touch.
        person_id: None for a visitor and for the house itself.
        rights: the values of every ``Can`` that the actor's roles grant.
    """

    authority_id: UUID
    person_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    rights: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        """Tell whether the policy table grants *right* to this actor."""
        return right in self.rights


HOUSE = Actor(UUID(int=0))
"""Nobody in particular: what it does is no event of any council."""
