"""Say who speaks for the applicant in a consultation."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete

from consultation.commands.own import own_consultation
from consultation.models.applicants import ConsultationApplicant
from consultation.rules.events import ApplicantGiven, ApplicantTaken
from foundation.accounts.commands.people import holder_of
from foundation.base.errors import Invalid
from foundation.base.roles import Role
from foundation.base.work import Work

NOBODY = "Nobody with this e-mail address has an applicant's account here. Invite them first."


def give_to_applicant(work: Work, consultation_id: UUID, email: str) -> None:
    """Let the person with *email* answer as the applicant; once is enough.

    Raises:
        NotFound: no such consultation.
        Invalid: nobody of that address is an applicant at this council.
    """
    own_consultation(work, consultation_id)
    person_id = holder_of(work, Role.APPLICANT, email)
    if person_id is None:
        raise Invalid(NOBODY, fields={"email": NOBODY})
    if work.session.get(ConsultationApplicant, (consultation_id, person_id)) is None:
        given = ConsultationApplicant(consultation_id=consultation_id, person_id=person_id)
        work.session.add(given)
        work.record(ApplicantGiven(consultation_id, person_id))


def take_from_applicant(work: Work, consultation_id: UUID, person_id: UUID) -> None:
    """Let somebody answer as the applicant no more.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    work.session.execute(
        delete(ConsultationApplicant).where(
            ConsultationApplicant.consultation_id == consultation_id,
            ConsultationApplicant.person_id == person_id,
        )
    )
    work.record(ApplicantTaken(consultation_id, person_id))
