"""What an address names, as far as anybody may know of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.queries.cards import may_be_read


def public_consultation_id(
    session: Session, authority_id: UUID, slug: str, now: datetime
) -> UUID | None:
    """Return the id of the consultation that anybody may read at *now*, or None."""
    return session.scalar(
        select(Consultation.id).where(
            Consultation.authority_id == authority_id, Consultation.slug == slug, may_be_read(now)
        )
    )
