"""Say "I agree", once each."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from consultation.commands.tallies import count
from consultation.commands.voices import insert_once, voice_of
from consultation.models.comments import Agreement, Comment
from consultation.models.consultations import Consultation
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.consultations import may_comment, turned_away, window_of
from consultation.rules.events import AgreementGiven
from consultation.rules.withdrawals import are_public
from foundation.accounts.models.authorities import Authority
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import Work


def agree(work: Work, comment_id: UUID, *, voice_digest: str) -> int:
    """Count one more voice for a comment, unless it is counted; return how many agree.

    Raises:
        NotFound: no such comment, or none that can be read.
        Conflict: the consultation does not listen now, or the comment is an official answer.
    """
    consultation_id = _may_agree(work, comment_id)
    voice_id = voice_of(work.session, consultation_id, voice_digest)
    once = insert_once(work.session, Agreement)
    new = once.values(comment_id=comment_id, voice_id=voice_id).returning(Agreement.voice_id)
    if work.session.scalar(new) is None:
        return work.session.scalars(select(Comment.agreed).where(Comment.id == comment_id)).one()
    count(work.session, consultation_id)
    work.record(AgreementGiven(comment_id, consultation_id=consultation_id))
    return work.session.scalars(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(agreed=Comment.agreed + 1)
        .returning(Comment.agreed)
        .execution_options(synchronize_session=False)
    ).one()


def _may_agree(work: Work, comment_id: UUID) -> UUID:
    """Return the consultation of a comment that can be agreed with."""
    found = work.session.execute(
        select(
            Comment.moderation,
            Comment.speaker,
            Comment.feedback_status,
            Comment.is_withheld,
            Consultation.id,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .join(Authority, Authority.id == Comment.authority_id)
        .where(Comment.id == comment_id, Comment.authority_id == work.actor.authority_id)
    ).one_or_none()
    if found is None or found.moderation is not Moderation.VISIBLE or found.is_withheld:
        raise NotFound("There is no such comment.")
    if not are_public(found.feedback_status):
        raise NotFound("There is no such comment.")
    decision = may_comment(window_of(found), work.now)
    if not decision:
        raise turned_away(decision)
    if found.speaker is not Speaker.PUBLIC:
        raise Conflict("Agreeing is for what residents say.")
    consultation_id: UUID = found.id
    return consultation_id
