"""Who has commented formally, for the few who may know."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.rules.correspondents import Signatory


def correspondent(session: Session, authority_id: UUID, correspondent_id: UUID) -> Signatory | None:
    """Return who is behind an id of one council, or None."""
    asked = select(Correspondent.name, Correspondent.address, Correspondent.postcode).where(
        Correspondent.id == correspondent_id, Correspondent.authority_id == authority_id
    )
    found = session.execute(asked).one_or_none()
    return Signatory(*found) if found else None
