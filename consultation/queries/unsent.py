"""The contribution that one browser has begun and not sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.unsent import UnsentView
from consultation.rules.unsent import Unsent, from_text


@dataclass(frozen=True, slots=True)
class KeptUnsent:
    """What is kept; ``revision`` tells one state of the answers from the next."""

    id: UUID
    answers: Unsent
    revision: int
    touched_at: datetime


def kept_unsent(
    session: Session, authority_id: UUID, consultation_id: UUID, owner: str
) -> KeptUnsent | None:
    """Return what *owner* has begun in a consultation, or None."""
    found = session.execute(
        select(UnsentView.id, UnsentView.answers, UnsentView.revision, UnsentView.touched_at).where(
            UnsentView.authority_id == authority_id,
            UnsentView.consultation_id == consultation_id,
            UnsentView.owner == owner,
        )
    ).one_or_none()
    if found is None:
        return None
    return KeptUnsent(found.id, from_text(found.answers), found.revision, found.touched_at)
