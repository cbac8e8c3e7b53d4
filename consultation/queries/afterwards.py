"""What happened after the report of a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from consultation.models.afterwards import AfterwardsEntry
from consultation.rules.afterwards import Happening, Result, ToldHappening


@dataclass(frozen=True, slots=True)
class AfterwardsRow:
    """One decision, appeal or milestone."""

    number: int
    happening: Happening
    result: Result | None
    title: str
    day: date
    reasons: str
    conditions: tuple[str, ...]
    url: str


def afterwards_of(session: Session, consultation_id: UUID) -> list[AfterwardsRow]:
    """Return every entry of a consultation, the first first."""
    asked = (
        select(AfterwardsEntry)
        .where(AfterwardsEntry.consultation_id == consultation_id)
        .order_by(AfterwardsEntry.number)
    )
    return [
        AfterwardsRow(
            each.number,
            each.happening,
            each.result,
            each.title,
            each.day,
            each.reasons,
            tuple(map(str, each.conditions)),
            each.url,
        )
        for each in session.scalars(asked)
    ]


def is_written(session: Session, consultation_id: UUID) -> bool:
    """Tell whether the decision on a consultation is written down with its reasons."""
    written = exists().where(AfterwardsEntry.consultation_id == consultation_id)
    return bool(session.scalar(select(written)))


def told_happenings(
    session: Session, authority_id: UUID, ids: Sequence[UUID]
) -> dict[UUID, ToldHappening]:
    """Return entry → what a message tells of it."""
    if not ids:
        return {}
    asked = select(
        AfterwardsEntry.id,
        AfterwardsEntry.happening,
        AfterwardsEntry.result,
        AfterwardsEntry.title,
        AfterwardsEntry.day,
        AfterwardsEntry.reasons,
    ).where(AfterwardsEntry.authority_id == authority_id, AfterwardsEntry.id.in_(ids))
    return {row.id: ToldHappening(*row[1:]) for row in session.execute(asked)}
