"""Releases of a challenge that have gone out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.kept_releases import KeptRelease


def kept_releases(session: Session, challenge_id: UUID) -> list[dict[str, Any]]:
    """Return what was kept of a challenge that the caller asked for by its own authority."""
    asked = select(KeptRelease.release).where(KeptRelease.challenge_id == challenge_id)
    return list(session.scalars(asked.order_by(KeptRelease.kept_at, KeptRelease.number)))
