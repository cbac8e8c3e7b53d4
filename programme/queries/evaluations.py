"""The evaluation record: what was shown, what goes on, by whom, from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.evaluations import Finding
from programme.rules.evaluations import Fate
from programme.rules.programmes import Pain


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One line; *challenge* is empty where it is true of the whole programme."""

    id: UUID
    showed: str
    fate: Fate
    kept: str
    by_whom: str
    from_on: date | None
    pain: Pain | None
    noted_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    challenge: str | None
    slug: str | None

    def as_data(self) -> dict[str, Any]:
        """Return the line as JSON can hold it."""
        return {
            "challenge": self.slug,
            "showed": self.showed,
            "fate": self.fate.value,
            "goes_on": self.kept,
            "by_whom": self.by_whom,
            "from": self.from_on.isoformat() if self.from_on else None,
            "trouble": self.pain.value if self.pain else None,
            "noted_at": self.noted_at.isoformat(),
            "taken_back": self.withdrawn_because,
        }


def findings_of(session: Session, programme_id: UUID) -> tuple[FindingRow, ...]:
    """Return the record of a programme that the caller has asked for, the oldest first."""
    return _rows(session, Finding.programme_id == programme_id)


def findings_for(session: Session, challenge_id: UUID) -> tuple[FindingRow, ...]:
    """Return the lines of one challenge, with those of its whole programme."""
    programme = select(Challenge.programme_id).where(Challenge.id == challenge_id)
    of_all = (Finding.programme_id == programme.scalar_subquery()) & Finding.challenge_id.is_(None)
    return _rows(session, or_(Finding.challenge_id == challenge_id, of_all))


def _rows(session: Session, which: ColumnElement[bool]) -> tuple[FindingRow, ...]:
    asked = (
        select(Finding, Challenge.title, Challenge.slug)
        .outerjoin(Challenge, Challenge.id == Finding.challenge_id)
        .where(which)
        .order_by(Finding.noted_at, Finding.fate.desc(), Finding.id)
    )
    return tuple(
        FindingRow(
            row.id,
            row.showed,
            row.fate,
            row.kept,
            row.by_whom,
            row.from_on,
            row.pain,
            row.noted_at,
            row.withdrawn_at,
            row.withdrawn_because,
            title,
            slug,
        )
        for row, title, slug in session.execute(asked)
    )
