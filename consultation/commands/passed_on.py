"""Pass a resident's question on to the desk."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from consultation.commands.comments import Posted, post_comment
from consultation.commands.voices import insert_once
from consultation.models.comments import Comment
from consultation.models.passed_on import PassedOn
from consultation.rules.comments import Channel, Contribution, Kind
from consultation.rules.passed_on import CHANNELS, QuestionPassedOn
from foundation.base.errors import Invalid, NotAllowed
from foundation.base.work import Work


def pass_on(
    work: Work, comment_id: UUID, slug: str, text: str, channel: Channel | None, *, secret: bytes
) -> Posted:
    """Hand a resident's question in; sent twice with one id, it is one.

    It is a question like any other: everybody reads it, it gets a due day and an answer, and its
    tracking code is for the resident.

    Raises:
        NotAllowed: nobody is signed in.
        NotFound: no such consultation.
        Conflict: the consultation does not listen now.
        Invalid: the words cannot be taken, or it is not said how the question came.
    """
    if work.actor.person_id is None:
        raise NotAllowed("Sign in first.")
    if channel not in CHANNELS:
        sentence = "Choose how the question reached you."
        raise Invalid(sentence, fields={"channel": sentence})
    said = Contribution(text, kind=Kind.QUESTION, channel=channel)
    posted = post_comment(work, slug, said, voice_digest=None, secret=secret, comment_id=comment_id)
    row = {
        "comment_id": posted.comment_id,
        "person_id": work.actor.person_id,
        "passed_at": work.now,
    }
    new = insert_once(work.session, PassedOn).values(row).returning(PassedOn.comment_id)
    if work.session.scalar(new) is not None:
        asked = select(Comment.consultation_id).where(Comment.id == posted.comment_id)
        consultation_id = work.session.scalars(asked).one()
        work.record(QuestionPassedOn(posted.comment_id, consultation_id, channel))
    return posted
