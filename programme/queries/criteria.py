"""What the submissions to a challenge are scored on, in the order published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.decisions import Decision
from programme.models.challenges import Challenge
from programme.models.criteria import criteria_of
from programme.rules.criteria import Criterion, are_whole, may_change


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """Criteria, whether they may change, and whether they could be frozen as they are."""

    criteria: tuple[Criterion, ...]
    weight: int
    frozen_at: datetime | None
    may_change: Decision
    are_whole: Decision


def criteria_page(session: Session, challenge_id: UUID, now: datetime) -> CriteriaPage:
    """Return the criteria of a challenge that the caller has asked for by its own authority."""
    criteria = criteria_of(session, challenge_id)
    frozen_at, opens_at = session.execute(
        select(Challenge.criteria_frozen_at, Challenge.opens_at).where(Challenge.id == challenge_id)
    ).one()
    return CriteriaPage(
        criteria,
        sum(each.weight for each in criteria),
        frozen_at,
        may_change(frozen_at=frozen_at, opens_at=opens_at, now=now),
        are_whole(criteria),
    )
