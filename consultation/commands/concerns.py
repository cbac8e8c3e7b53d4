"""Report a comment to its moderator, and let the moderator settle what was reported."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import update

from consultation.commands.moderation import set_moderation
from consultation.commands.standing import standing
from consultation.commands.voices import insert_once, voice_of
from consultation.models.concerns import Concern
from consultation.rules.comments import Moderation
from consultation.rules.concerns import (
    ConcernRaised,
    ConcernReason,
    ConcernsSettled,
    checked_note,
    checked_words,
)
from consultation.rules.withdrawals import are_public
from foundation.base.errors import NotFound
from foundation.base.work import Work


def raise_concern(
    work: Work, comment_id: UUID, *, voice_digest: str, reason: ConcernReason, words: str | None
) -> None:
    """Note one reader's report, once each; nothing is hidden by it.

    Raises:
        NotFound: no such comment, or none that can be read.
        Invalid: the words cannot be taken.
    """
    said = checked_words(reason, words)
    comment = standing(work, comment_id)
    if comment.moderation is not Moderation.VISIBLE or not are_public(comment.status):
        raise NotFound("There is no such comment.")
    row = {
        "id": uuid4(),
        "comment_id": comment_id,
        "voice_id": voice_of(work.session, comment.consultation_id, voice_digest),
        "reason": reason,
        "words": said,
        "raised_at": work.now,
    }
    new = insert_once(work.session, Concern).values(row).returning(Concern.id)
    if work.session.scalar(new) is not None:
        work.record(ConcernRaised(comment_id, comment.consultation_id, reason))


def settle_concerns(work: Work, comment_id: UUID, after: Moderation, note: str | None) -> None:
    """Keep or hide what was reported; *note* says to its author why.

    Raises:
        NotFound: no such comment.
        Invalid: there is no reason, or it is too long.
    """
    said = checked_note(note)
    comment = standing(work, comment_id)
    set_moderation(work, comment_id, after, said)
    settled = work.session.scalars(
        update(Concern)
        .where(Concern.comment_id == comment_id, Concern.settled_at.is_(None))
        .values(settled_at=work.now)
        .returning(Concern.id)
        .execution_options(synchronize_session=False)
    ).all()
    if settled:
        work.record(ConcernsSettled(comment_id, comment.consultation_id))
