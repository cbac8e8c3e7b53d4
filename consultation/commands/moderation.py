"""Decide whether the public may read a comment."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultation.commands.standing import count_above, counted, difference, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment
from consultation.models.redactions import Redaction
from consultation.rules.comments import Moderation
from consultation.rules.events import CommentModerated
from consultation.rules.redactions import REFUSALS, Case, may_set
from consultation.rules.refusals import agree
from foundation.base.work import Work


def set_moderation(
    work: Work, comment_id: UUID, after: Moderation, note: str | None = None
) -> None:
    """Show, hold or hide a comment; what stands below it stays as it is.

    *note* says to its author why.

    Raises:
        NotFound: no such comment.
        Conflict: words were taken out of it that a second person has to look at first.
    """
    comment = standing(work, comment_id)
    if after is comment.moderation:
        return
    agree(may_set(case_of(work.session, comment_id), after), REFUSALS)
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


def case_of(session: Session, comment_id: UUID) -> Case:
    """Return how far the redaction of a comment has come."""
    row = session.get(Redaction, comment_id, populate_existing=True)
    if row is None:
        return Case()
    special = frozenset(UUID(each) for each in row.special_by)
    return Case(row.state, special, row.asked_by_id, is_kept=row.kept is not None)


def _set(work: Work, comment_id: UUID, **values: object) -> None:
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
