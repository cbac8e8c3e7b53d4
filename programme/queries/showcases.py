"""The showcase days of a cohort, and what is shown when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSession
from programme.models.firms import Firm
from programme.models.prototypes import Prototype
from programme.models.showcases import ShowcaseSlot
from programme.rules.sessions import SessionKind
from programme.rules.showcases import Slot


@dataclass(frozen=True, slots=True)
class Shown:
    """A prototype with its time."""

    prototype_id: UUID
    title: str
    summary: str
    firm: str
    challenge: str
    challenge_slug: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class ShowcaseDay:
    """A session in which prototypes are shown, in the order of their times."""

    id: UUID
    title: str
    starts_at: datetime
    minutes: int
    shown: tuple[Shown, ...]


def days_of_cohort(session: Session, cohort_id: UUID) -> tuple[ShowcaseDay, ...]:
    """Return every showcase in the plan of a cohort that the caller has asked for as its own."""
    return _days(session, _asked().where(CohortSession.cohort_id == cohort_id))


def days_of_challenge(session: Session, challenge_id: UUID) -> tuple[ShowcaseDay, ...]:
    """Return the showcases in which a challenge has a part, each with what it shows of it."""
    programme = select(Challenge.programme_id).where(Challenge.id == challenge_id)
    concerned = or_(
        CohortSession.challenge_id.is_(None), CohortSession.challenge_id == challenge_id
    )
    asked = (
        _asked()
        .join(Cohort, Cohort.id == CohortSession.cohort_id)
        .where(Cohort.programme_id == programme.scalar_subquery(), concerned)
    )
    return _days(session, asked, challenge_id)


def _asked() -> Select[CohortSession]:
    return (
        select(CohortSession)
        .where(CohortSession.kind == SessionKind.SHOWCASE)
        .order_by(CohortSession.starts_at, CohortSession.id)
    )


def _days(
    session: Session, asked: Select[CohortSession], challenge_id: UUID | None = None
) -> tuple[ShowcaseDay, ...]:
    rows = session.scalars(asked).all()
    shown = _shown(session, [row.id for row in rows], challenge_id)
    return tuple(
        ShowcaseDay(row.id, row.title, row.starts_at, row.minutes, tuple(shown[row.id]))
        for row in rows
    )


def _shown(
    session: Session, sessions: list[UUID], challenge_id: UUID | None = None
) -> dict[UUID, list[Shown]]:
    asked = (
        select(ShowcaseSlot, Prototype, Firm.name, Challenge.title, Challenge.slug)
        .join(Prototype, Prototype.id == ShowcaseSlot.prototype_id)
        .join(Firm, Firm.id == Prototype.firm_id)
        .join(Challenge, Challenge.id == Prototype.challenge_id)
        .where(ShowcaseSlot.session_id.in_(sessions))
        .order_by(ShowcaseSlot.starts_at, Prototype.id)
    )
    if challenge_id is not None:
        asked = asked.where(Prototype.challenge_id == challenge_id)
    found: dict[UUID, list[Shown]] = {each: [] for each in sessions}
    for slot, row, firm, challenge, slug in session.execute(asked) if sessions else ():
        found[slot.session_id].append(
            Shown(
                row.id,
                row.title,
                row.summary,
                firm,
                challenge,
                slug,
                Slot(slot.starts_at, slot.minutes),
            )
        )
    return found
