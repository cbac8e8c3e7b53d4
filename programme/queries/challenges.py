"""Challenges as staff see them, whatever the public may read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.roles import Role
from programme.models.challenges import Challenge, ChallengeStage, ChallengeWording
from programme.models.departments import Department
from programme.models.programmes import Programme
from programme.rules.challenges import (
    BudgetState,
    ChallengeState,
    Engagement,
    PathwayKind,
    Regime,
    Standing,
)
from programme.rules.programmes import Origin
from programme.rules.stages import Dates, Stage


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """One challenge with all that it says of itself; instants are UTC, sums are pence."""

    id: UUID
    slug: str
    title: str
    question: str
    summary: str
    at: Standing
    programme_id: UUID
    programme_title: str
    department_id: UUID | None
    department: str | None
    consultation_id: UUID | None
    owner_id: UUID | None
    sponsor_id: UUID | None
    sponsor_accepted_at: datetime | None
    budget_state: BudgetState | None
    budget_min_p: int | None
    budget_max_p: int | None
    budget_holder: str | None
    budget_decision_on: date | None
    regime: Regime
    engagement: Engagement
    engagement_reason: str | None
    opens_at: datetime | None
    questions_close_at: datetime | None
    closes_at: datetime | None
    interests_open_at: datetime | None
    front_runner: str | None
    front_runner_by: str | None
    made_at: datetime

    @property
    def state(self) -> ChallengeState:
        """Return where it stands."""
        return self.at.state

    @property
    def pathway(self) -> PathwayKind:
        """Return its pathway."""
        return self.at.pathway


@dataclass(frozen=True, slots=True)
class StageDates:
    """The dates of one stage's gate, why it is late, and how we know them."""

    dates: Dates
    late_because: str | None
    origin: Origin


OWN = (
    Challenge.owner_id,
    Challenge.sponsor_id,
    Challenge.sponsor_accepted_at,
    Challenge.budget_state,
    Challenge.budget_min_p,
    Challenge.budget_max_p,
    Challenge.budget_holder,
    Challenge.budget_decision_on,
    Challenge.regime,
    Challenge.engagement,
    Challenge.engagement_reason,
    Challenge.opens_at,
    Challenge.questions_close_at,
    Challenge.closes_at,
    Challenge.interests_open_at,
    Challenge.front_runner,
    Challenge.front_runner_by,
    Challenge.made_at,
)


def challenge_page(session: Session, authority_id: UUID, slug: str) -> ChallengePage | None:
    """Return one challenge of a council, or None."""
    found = session.execute(_asked(authority_id).where(Challenge.slug == slug)).one_or_none()
    return _page(found) if found else None


def challenge_pages(
    session: Session,
    authority_id: UUID,
    *,
    states: Collection[ChallengeState] = frozenset(ChallengeState),
) -> list[ChallengePage]:
    """Return every challenge of a council in one of *states*, in the order they were made."""
    asked = _asked(authority_id).where(Challenge.state.in_(states))
    rows = session.execute(asked.order_by(Challenge.made_at, Challenge.title))
    return [_page(row) for row in rows]


def dates_of(
    session: Session, challenge_ids: Collection[UUID]
) -> dict[UUID, dict[Stage, StageDates]]:
    """Return the dates of every stage of some challenges, in one statement."""
    asked = select(ChallengeStage).where(ChallengeStage.challenge_id.in_(challenge_ids))
    found: dict[UUID, dict[Stage, StageDates]] = {each: {} for each in challenge_ids}
    for row in session.scalars(asked):
        dates = Dates(row.baseline_on, row.forecast_on, row.actual_on)
        found[row.challenge_id][row.stage] = StageDates(dates, row.late_because, row.origin)
    return found


def wordings_of(session: Session, challenge_id: UUID) -> list[tuple[str, str]]:
    """Return how a challenge was put before, oldest first: question and where it comes from."""
    asked = (
        select(ChallengeWording.question, ChallengeWording.source)
        .where(ChallengeWording.challenge_id == challenge_id)
        .order_by(ChallengeWording.number)
    )
    return [(row.question, row.source) for row in session.execute(asked)]


def departments_of(session: Session, authority_id: UUID) -> list[tuple[UUID, str]]:
    """Return id and name of each department of a council, by name."""
    asked = select(Department.id, Department.name).where(Department.authority_id == authority_id)
    return [(row.id, row.name) for row in session.execute(asked.order_by(Department.name))]


def people_in(session: Session, authority_id: UUID, role: Role) -> list[tuple[UUID, str]]:
    """Return id and name of everybody who holds a role, by name."""
    asked = (
        select(Person.id, Person.name, Person.email)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.authority_id == authority_id,
            Person.is_active,
            PersonRole.role == role,
            PersonRole.agreed_at.is_not(None),
        )
    )
    return sorted(
        ((row.id, row.name or row.email) for row in session.execute(asked)),
        key=lambda each: each[1],
    )


def names_of(session: Session, person_ids: Collection[UUID | None]) -> dict[UUID, str]:
    """Return what people are called; who is gone is not in it."""
    asked = select(Person.id, Person.name, Person.email).where(Person.id.in_(person_ids))
    return {row.id: row.name or row.email for row in session.execute(asked)}


def _asked(authority_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Challenge.id,
            Challenge.slug,
            Challenge.title,
            Challenge.question,
            Challenge.summary,
            Challenge.pathway,
            Challenge.state,
            Challenge.stood_at,
            Challenge.programme_id,
            Programme.title.label("programme_title"),
            Challenge.department_id,
            Department.name.label("department"),
            Challenge.consultation_id,
            *OWN,
        )
        .join(Programme, Programme.id == Challenge.programme_id)
        .outerjoin(Department, Department.id == Challenge.department_id)
        .where(Challenge.authority_id == authority_id)
    )


def _page(row: Row[Any]) -> ChallengePage:
    columns = dict(row._mapping)
    at = Standing(columns.pop("pathway"), columns.pop("state"), columns.pop("stood_at"))
    return ChallengePage(at=at, **columns)
