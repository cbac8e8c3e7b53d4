"""What an answer to one comment does to that comment, and what may be said without one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.replies import Signed
from consultation.commands.standing import standing
from consultation.models.answers import AnswerVersion
from consultation.models.consultations import Consultation
from consultation.rules.answers import (
    REFUSALS,
    WhyNot,
    checked_words,
    may_note_alone,
    reply_text,
)
from consultation.rules.comments import Speaker
from consultation.rules.dispositions import is_out
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.refusals import agree
from foundation.accounts.models.authorities import Authority
from foundation.base.decisions import Decision
from foundation.base.work import Work


def reopen_for(work: Work, comment_id: UUID, version: AnswerVersion) -> None:
    """Look into a closed comment again where its answer is not the last word."""
    is_closed = standing(work, comment_id).status is FeedbackStatus.CLOSED
    if is_closed and not version.closes:
        move_feedback(work, comment_id, FeedbackStatus.BEING_CONSIDERED)


def close_with(work: Work, comment_id: UUID, version: AnswerVersion) -> None:
    """Close a comment with its answer, where the answer says so.

    Raises:
        Conflict: something that the comment says is in an open issue.
    """
    is_closed = standing(work, comment_id).status is FeedbackStatus.CLOSED
    if version.closes and not is_closed:
        move_feedback(work, comment_id, FeedbackStatus.CLOSED, version.note)


def move_alone(work: Work, comment_id: UUID, after: FeedbackStatus, note: str | None) -> None:
    """Take a comment one step along without an answer.

    Raises:
        NotFound: no such comment.
        Conflict: the step is not allowed, or the *note* would go round what holds for answers.
    """
    consultation_id = standing(work, comment_id).consultation_id
    if (note or "").strip():
        wants = select(Authority.second_look).where(Authority.id == work.actor.authority_id)
        decision = may_note_alone(
            is_out=_is_out(work, consultation_id), second_look=bool(work.session.scalar(wants))
        )
        agree(decision, REFUSALS)
    move_feedback(work, comment_id, after, note)


def reply_as_applicant(work: Work, comment_id: UUID, text: str, source: str, signed: Signed) -> str:
    """Let the applicant answer a question of fact, marked as theirs; return the reply's reference.

    It is not the council's: it moves nothing, and nobody at the council looks at it first.

    Raises:
        NotFound: no such comment.
        Conflict: the comment was withdrawn or cannot be read.
        Invalid: there are no words, or no source before the report is out.
    """
    comment = standing(work, comment_id)
    if comment.status is FeedbackStatus.WITHDRAWN:
        agree(Decision(WhyNot.WITHDRAWN), REFUSALS)
    needs_source = not _is_out(work, comment.consultation_id)
    said, where = checked_words(text, source, needs_source=needs_source)
    return answer_comment(
        work,
        comment_id,
        text=reply_text(said, where, None),
        speaker=Speaker.APPLICANT,
        role_words=signed.role_words,
        team=signed.team,
        shown_name=signed.shown_name,
    )


def _is_out(work: Work, consultation_id: UUID) -> bool:
    asked = select(Consultation.status).where(Consultation.id == consultation_id)
    return is_out(work.session.scalars(asked).one())
