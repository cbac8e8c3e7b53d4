"""Packs of a challenge that were sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.pack_seals import PackSeal
from programme.rules.pack_seals import SealState


@dataclass(frozen=True, slots=True)
class SealRow:
    """A sealed pack, without its files."""

    number: int
    state: SealState
    digest: str
    sealed_by_id: UUID
    sealed_at: datetime
    reasons: str | None
    answered_at: datetime | None


def seals_of(session: Session, challenge_id: UUID) -> tuple[SealRow, ...]:
    """Return the sealed packs of a challenge of the caller's own authority, the latest first."""
    asked = select(
        PackSeal.number,
        PackSeal.state,
        PackSeal.digest,
        PackSeal.sealed_by_id,
        PackSeal.sealed_at,
        PackSeal.reasons,
        PackSeal.answered_at,
    ).where(PackSeal.challenge_id == challenge_id)
    rows = session.execute(asked.order_by(PackSeal.number.desc()))
    return tuple(SealRow(*row) for row in rows)


def sealed_archive(session: Session, challenge_id: UUID, number: int) -> bytes | None:
    """Return one sealed pack as a ZIP archive, or None."""
    asked = select(PackSeal.archive).where(
        PackSeal.challenge_id == challenge_id, PackSeal.number == number
    )
    return session.scalar(asked)
