"""Who could have a seat in a cohort, and the page of one seat."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.roles import STAFF, Role
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat
from programme.models.firms import Firm
from programme.models.submissions import Submission
from programme.rules.submissions import OUT, SENT


@dataclass(frozen=True, slots=True)
class FirmToSeat:
    """A firm that sent a submission to a challenge of the programme, and has no seat for it."""

    firm_id: UUID
    challenge_id: UUID
    firm: str
    challenge: str


def firms_to_seat(session: Session, authority_id: UUID, cohort_id: UUID) -> tuple[FirmToSeat, ...]:
    """Return the firms that could have a seat, by challenge and name."""
    has_seat = exists().where(
        and_(
            CohortSeat.cohort_id == cohort_id,
            CohortSeat.firm_id == Submission.firm_id,
            CohortSeat.challenge_id == Submission.challenge_id,
        )
    )
    asked = (
        select(Firm.id, Challenge.id, Firm.name, Challenge.title)
        .select_from(Submission)
        .join(Firm, Firm.id == Submission.firm_id)
        .join(Challenge, Challenge.id == Submission.challenge_id)
        .join(Cohort, Cohort.programme_id == Challenge.programme_id)
        .where(
            Cohort.id == cohort_id,
            Submission.authority_id == authority_id,
            Submission.state.in_(SENT - OUT),
            ~has_seat,
        )
        .order_by(Challenge.title, Firm.name)
    )
    return tuple(FirmToSeat(*row) for row in session.execute(asked))


def people_to_seat(session: Session, authority_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return id and name of everybody who works for the council or mentors, by name."""
    asked = (
        select(Person.id, Person.name, Person.email)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.authority_id == authority_id,
            Person.is_active,
            PersonRole.role.in_(STAFF | {Role.MENTOR}),
            PersonRole.agreed_at.is_not(None),
        )
        .distinct()
    )
    found = ((row.id, row.name or row.email) for row in session.execute(asked))
    return tuple(sorted(found, key=lambda each: each[1]))


def challenges_of(session: Session, cohort_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return id and title of the challenges of a cohort's programme."""
    asked = (
        select(Challenge.id, Challenge.title)
        .join(Cohort, Cohort.programme_id == Challenge.programme_id)
        .where(Cohort.id == cohort_id)
        .order_by(Challenge.title, Challenge.id)
    )
    return tuple((row.id, row.title) for row in session.execute(asked))
