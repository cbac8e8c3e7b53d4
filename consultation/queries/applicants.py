"""Who speaks for the applicant where."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.applicants import ConsultationApplicant
from foundation.accounts.models.people import Person


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """Somebody who may answer as the applicant."""

    person_id: UUID
    email: str
    name: str | None


def applicants_of(session: Session, consultation_id: UUID) -> list[ApplicantRow]:
    """Return who speaks for the applicant in one consultation."""
    asked = (
        select(Person.id, Person.email, Person.name)
        .join(ConsultationApplicant, ConsultationApplicant.person_id == Person.id)
        .where(ConsultationApplicant.consultation_id == consultation_id)
        .order_by(Person.email)
    )
    return [ApplicantRow(*row) for row in session.execute(asked)]


def consultations_applied_for(session: Session, person_id: UUID) -> frozenset[UUID]:
    """Return the consultations in which somebody speaks for the applicant."""
    asked = select(ConsultationApplicant.consultation_id).where(
        ConsultationApplicant.person_id == person_id
    )
    return frozenset(session.scalars(asked))
