"""Workshops of a council: the plan against what was held, and one workshop with its guests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from programme.models.challenges import Challenge
from programme.models.departments import Department
from programme.models.firms import Firm
from programme.models.programmes import Objective, Programme
from programme.models.workshops import (
    DesignPhase,
    Workshop,
    WorkshopAim,
    WorkshopGuest,
    WorkshopPrinciple,
)
from programme.rules.attendance import THERE, Came
from programme.rules.cohorts import Side
from programme.rules.programmes import ObjectiveKind, Origin
from programme.rules.workshops import WorkshopKind, WorkshopPlan


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop; of *asked* participants *there* came, and *leaders* facilitate."""

    id: UUID
    kind: WorkshopKind
    title: str
    starts_at: datetime
    minutes: int
    places: int
    origin: Origin
    taken_at: datetime | None
    programme_id: UUID
    department_id: UUID | None
    department: str | None
    challenge_id: UUID | None
    challenge: str | None
    challenge_slug: str | None
    phase_id: UUID | None
    phase: str | None
    asked: int
    there: int
    leaders: int


@dataclass(frozen=True, slots=True)
class GuestRow:
    """Somebody who was asked to a workshop."""

    id: UUID
    side: Side
    name: str
    leads: bool
    came: Came


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    """One workshop with its guests, who leads first, and the principles it is held by."""

    row: WorkshopRow
    guests: tuple[GuestRow, ...]
    principles: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase of design thinking, and how many workshops are in it."""

    id: UUID
    title: str
    workshops: int


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """How many workshops of a department are planned, and of how many it is known who came."""

    id: UUID
    name: str
    planned: int
    held: int


def workshops_of(
    session: Session, authority_id: UUID, *, challenge: str | None = None
) -> tuple[WorkshopRow, ...]:
    """Return the workshops of a council, the earliest first.

    Where *challenge* is a slug: only those of that challenge, and those of its department or of all
    departments that are about none in particular.
    """
    asked = _rows().where(Workshop.authority_id == authority_id)
    if challenge is not None:
        of = select(Challenge).where(
            Challenge.slug == challenge, Challenge.authority_id == authority_id
        )
        found = session.scalars(of).one_or_none()
        if found is None:
            return ()
        of_department = Workshop.department_id.is_(None) | (
            Workshop.department_id == found.department_id
        )
        in_general = Workshop.challenge_id.is_(None) & of_department
        asked = asked.where((Workshop.challenge_id == found.id) | in_general)
    ordered = asked.order_by(Workshop.starts_at, Workshop.title, Workshop.id)
    return tuple(WorkshopRow(*row) for row in session.execute(ordered))


def workshop_page(session: Session, authority_id: UUID, workshop_id: UUID) -> WorkshopPage | None:
    """Return one workshop of a council, or None."""
    asked = _rows().where(Workshop.id == workshop_id, Workshop.authority_id == authority_id)
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    principles = (
        select(Objective.id, Objective.words)
        .join(WorkshopPrinciple, WorkshopPrinciple.objective_id == Objective.id)
        .where(WorkshopPrinciple.workshop_id == workshop_id)
        .order_by(Objective.position)
    )
    return WorkshopPage(
        WorkshopRow(*found),
        _guests(session, workshop_id),
        tuple((row.id, row.words) for row in session.execute(principles)),
    )


def phases_of(session: Session, programme_id: UUID) -> tuple[PhaseRow, ...]:
    """Return the phases of a programme in order."""
    held = select(func.count(Workshop.id)).where(Workshop.phase_id == DesignPhase.id)
    asked = (
        select(DesignPhase.id, DesignPhase.title, held.scalar_subquery())
        .where(DesignPhase.programme_id == programme_id)
        .order_by(DesignPhase.position)
    )
    return tuple(PhaseRow(*row) for row in session.execute(asked))


def plan_of(session: Session, programme_id: UUID) -> WorkshopPlan:
    """Return what a programme means to hold, or the template's numbers."""
    row = session.get(WorkshopAim, programme_id)
    if row is None:
        return WorkshopPlan()
    return WorkshopPlan(
        row.per_department, row.minutes, row.participants, row.facilitators, row.note
    )


def principles_of(session: Session, programme_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return id and words of the principles of a programme."""
    asked = (
        select(Objective.id, Objective.words)
        .where(Objective.programme_id == programme_id, Objective.kind == ObjectiveKind.PRINCIPLE)
        .order_by(Objective.position)
    )
    return tuple((row.id, row.words) for row in session.execute(asked))


def counts(
    rows: Sequence[WorkshopRow], departments: Sequence[tuple[UUID, str]]
) -> tuple[DepartmentCount, ...]:
    """Return the count of each department's workshops."""
    return tuple(
        DepartmentCount(
            department_id,
            name,
            planned=sum(row.department_id == department_id for row in rows),
            held=sum(
                row.department_id == department_id and row.taken_at is not None for row in rows
            ),
        )
        for department_id, name in departments
    )


def departments_with_challenges(
    session: Session, programme_id: UUID
) -> tuple[tuple[UUID, str], ...]:
    """Return id and name of the departments that have a challenge in a programme, by name."""
    asked = (
        select(Department.id, Department.name)
        .join(Challenge, Challenge.department_id == Department.id)
        .where(Challenge.programme_id == programme_id)
        .distinct()
        .order_by(Department.name)
    )
    return tuple((row.id, row.name) for row in session.execute(asked))


def guests_to_ask(
    session: Session, authority_id: UUID, workshop_id: UUID
) -> tuple[tuple[UUID, str], ...]:
    """Return id and name of the firms of a council that are not asked yet, by name."""
    is_asked = select(WorkshopGuest.firm_id).where(
        WorkshopGuest.workshop_id == workshop_id, WorkshopGuest.firm_id == Firm.id
    )
    asked = (
        select(Firm.id, Firm.name)
        .where(Firm.authority_id == authority_id, ~is_asked.exists())
        .order_by(Firm.name, Firm.id)
    )
    return tuple((row.id, row.name) for row in session.execute(asked))


def people_asked(session: Session, workshop_id: UUID) -> frozenset[UUID]:
    """Return the ids of the people who are asked to a workshop."""
    asked = select(WorkshopGuest.person_id).where(WorkshopGuest.workshop_id == workshop_id)
    return frozenset(each for each in session.scalars(asked) if each)


def _rows() -> Select[*tuple[Any, ...]]:
    of = WorkshopGuest.workshop_id == Workshop.id
    takes_part = case((WorkshopGuest.leads, 0), else_=1)
    came = case((WorkshopGuest.leads, 0), (WorkshopGuest.came.in_(THERE), 1), else_=0)
    counted = (
        select(func.coalesce(func.sum(each), 0)).where(of).scalar_subquery()
        for each in (takes_part, came, 1 - takes_part)
    )
    return (
        select(
            Workshop.id,
            Workshop.kind,
            Workshop.title,
            Workshop.starts_at,
            Workshop.minutes,
            Workshop.places,
            Workshop.origin,
            Workshop.taken_at,
            Workshop.programme_id,
            Workshop.department_id,
            Department.name,
            Workshop.challenge_id,
            Challenge.title,
            Challenge.slug,
            Workshop.phase_id,
            DesignPhase.title,
            *counted,
        )
        .join(Programme, Programme.id == Workshop.programme_id)
        .outerjoin(Department, Department.id == Workshop.department_id)
        .outerjoin(Challenge, Challenge.id == Workshop.challenge_id)
        .outerjoin(DesignPhase, DesignPhase.id == Workshop.phase_id)
    )


def _guests(session: Session, workshop_id: UUID) -> tuple[GuestRow, ...]:
    name = func.coalesce(Firm.name, Person.name, Person.email, "").label("name")
    asked = (
        select(WorkshopGuest.id, WorkshopGuest.side, name, WorkshopGuest.leads, WorkshopGuest.came)
        .outerjoin(Firm, Firm.id == WorkshopGuest.firm_id)
        .outerjoin(Person, Person.id == WorkshopGuest.person_id)
        .where(WorkshopGuest.workshop_id == workshop_id)
        .order_by(WorkshopGuest.leads.desc(), WorkshopGuest.side, "name", WorkshopGuest.id)
    )
    return tuple(GuestRow(*row) for row in session.execute(asked))
