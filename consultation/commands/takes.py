"""Set what a consultation takes in, and fix its questions when it is signed off."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Consultation
from consultation.models.takes import ConsultationTakes
from consultation.rules.consultations import PUBLIC, ConsultationStatus
from consultation.rules.takes import FIXED, NO_QUESTIONS, Takes, form_owner
from foundation.base.errors import Conflict
from foundation.base.work import Work
from questions.commands.forms import begin_version, freeze, make_form
from questions.commands.own import held
from questions.rules.versions import VersionState


def set_takes(work: Work, consultation_id: UUID, takes: Takes) -> None:
    """Let a consultation take in comments, answers, or both; with answers it gets a form.

    Raises:
        NotFound: no such consultation.
        Conflict: people can take part already.
    """
    consultation = own_consultation(work, consultation_id)
    if consultation.status in PUBLIC | {ConsultationStatus.SCHEDULED}:
        raise Conflict(FIXED)
    row = work.session.get(ConsultationTakes, consultation_id)
    if row is None:
        row = ConsultationTakes(consultation_id=consultation_id, takes=takes)
        work.session.add(row)
    row.takes = takes
    if takes.has_questions:
        make_form(work, form_owner(consultation_id))
    touch(work, consultation_id)


def takes_of(work: Work, consultation_id: UUID) -> Takes:
    """Return what a consultation takes in."""
    found = work.session.scalar(
        select(ConsultationTakes.takes).where(ConsultationTakes.consultation_id == consultation_id)
    )
    return found or Takes.DIALOGUE


def ready_questions(work: Work, consultation: Consultation, after: ConsultationStatus) -> None:
    """Do to the questions what a move of their consultation asks for.

    Before sign-off there has to be one; signing off fixes them; a draft can change them again.

    Raises:
        Conflict: there is none.
        Invalid: one depends on another that it cannot depend on.
    """
    if not takes_of(work, consultation.id).has_questions:
        return
    owner = form_owner(consultation.id)
    draft = held(work, owner, VersionState.DRAFT)
    if after in {ConsultationStatus.AWAITING_SIGN_OFF, ConsultationStatus.SCHEDULED}:
        asked = draft or held(work, owner, VersionState.FROZEN)
        if asked is None or not asked.asked.asks:
            raise Conflict(NO_QUESTIONS)
    if after is ConsultationStatus.SCHEDULED and draft:
        freeze(work, owner)
    if after is ConsultationStatus.DRAFT and draft is None:
        begin_version(work, owner)
