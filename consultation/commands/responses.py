"""Take in answers to the questions of a consultation, alone or with a comment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from consultation.models.consultations import Consultation
from consultation.models.takes import QuestionResponse
from consultation.rules.comments import Channel
from consultation.rules.consultations import may_comment, turned_away, window_of
from consultation.rules.events import QuestionsAnswered
from consultation.rules.imports import may_take_in
from consultation.rules.takes import form_owner
from foundation.accounts.models.authorities import Authority
from foundation.base.errors import NotFound
from foundation.base.references import new_comment_reference
from foundation.base.work import Work
from questions.commands.answers import give_answers
from questions.rules.values import Answers


def respond(  # noqa: PLR0913  what a response is
    work: Work,
    consultation_id: UUID,
    answers: Answers,
    *,
    comment_id: UUID | None = None,
    response_id: UUID | None = None,
    channel: Channel = Channel.WEB,
    said_at: datetime | None = None,
) -> UUID:
    """Store one set of answers; return the id of the response.

    Sent twice under one *response_id* it is one response. *comment_id* is what was said with it,
    *said_at* when it was given to another tool, from which it is taken in now.

    Raises:
        NotFound: no such consultation.
        Conflict: it does not listen now, or asks nothing.
        Invalid: under each question that has to be answered still.
    """
    new = response_id or uuid4()
    before = work.session.get(QuestionResponse, new)
    if before is not None:
        return before.id
    _check_listens(work, consultation_id, said_at)
    set_id = give_answers(work, form_owner(consultation_id), answers)
    work.session.add(
        QuestionResponse(
            id=new,
            authority_id=work.actor.authority_id,
            consultation_id=consultation_id,
            set_id=set_id,
            comment_id=comment_id,
            ref=new_comment_reference(),
            channel=channel,
            given_at=work.now,
        )
    )
    work.session.flush()
    work.record(QuestionsAnswered(new, consultation_id=consultation_id, channel=channel))
    return new


def _check_listens(work: Work, consultation_id: UUID, said_at: datetime | None) -> None:
    found = work.session.execute(
        select(
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
        )
        .join(Authority, Authority.id == Consultation.authority_id)
        .where(
            Consultation.id == consultation_id,
            Consultation.authority_id == work.actor.authority_id,
        )
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such consultation.")
    window = window_of(found)
    decision = may_take_in(window, said_at) if said_at else may_comment(window, work.now)
    if not decision:
        raise turned_away(decision)
