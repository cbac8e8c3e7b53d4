"""Decide whether the public may read a comment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from consultation.commands.standing import count_above, counted, difference, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment
from consultation.rules.comments import Moderation
from consultation.rules.events import CommentModerated
from foundation.base.work import Work


def set_moderation(
    work: Work, comment_id: UUID, after: Moderation, note: str | None = None
) -> None:
    """Show, hold or hide a comment; what stands below it stays as it is.

    *note* says to its author why.

    Raises:
        NotFound: no such comment.
    """
    comment = standing(work, comment_id)
    if after is comment.moderation:
        return
    was, is_ = (
        counted(comment, comment.status, moderation) for moderation in (comment.moderation, after)
    )
    count(work.session, comment.consultation_id, **difference(was, is_))
    _set(work, comment_id, moderation=after, moderation_note=note)
    count_above(work, comment, difference(was, is_).get("replies", 0))
    work.record(
        CommentModerated(
            comment_id,
            consultation_id=comment.consultation_id,
            before=comment.moderation,
            after=after,
        )
    )


def _set(work: Work, comment_id: UUID, **values: object) -> None:
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
