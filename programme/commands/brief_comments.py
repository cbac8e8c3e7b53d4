"""Comment on a section of a brief, and say that a comment has been dealt with."""

from __future__ import annotations

from uuid import UUID, uuid4

from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.briefs import own_brief
from programme.models.briefs import BriefComment
from programme.rules.pathways import checked_reason
from programme.rules.sections import Section


def comment_on(work: Work, challenge_id: UUID, section: Section, text: str) -> UUID:
    """Say something about a section; return the id of the comment.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or far too much.
    """
    challenge, _ = own_brief(work, challenge_id)
    comment = BriefComment(
        id=uuid4(),
        challenge_id=challenge.id,
        section=section,
        text=checked_reason(text, field="comment"),
        author_id=work.actor.person_id,
        said_at=work.now,
    )
    work.session.add(comment)
    work.session.flush()
    return comment.id


def settle_comment(work: Work, challenge_id: UUID, comment_id: UUID) -> None:
    """Say that a comment has been dealt with; twice is once.

    Raises:
        NotFound: no such challenge or comment.
    """
    challenge, _ = own_brief(work, challenge_id)
    comment = work.session.get(BriefComment, comment_id)
    if comment is None or comment.challenge_id != challenge.id:
        raise NotFound(say("There is no such comment."))
    comment.settled_at = comment.settled_at or work.now
    work.session.flush()
