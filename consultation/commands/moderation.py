"""Decide whether the public may read a comment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from consultation.commands.standing import counted, difference, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment
from consultation.rules.comments import Moderation
from consultation.rules.events import CommentModerated
from foundation.base.work import Work


def set_moderation(work: Work, comment_id: UUID, after: Moderation) -> None:
    """Show, hold or hide a comment; what stands below it stays as it is.

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
    _set(work, comment_id, moderation=after)
    seen = difference(was, is_).get("replies", 0)
    if seen and comment.parent_id is not None:
        work.session.execute(
            update(Comment)
            .where(Comment.id.in_({comment.parent_id, comment.thread_id}))
            .values(replies=Comment.replies + seen)
            .execution_options(synchronize_session=False)
        )
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
