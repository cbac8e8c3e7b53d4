"""Let an author take back what they said; what others said below it stays."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, update

from consultation.commands.attachments import remove_attachments
from consultation.commands.feedback import move_feedback
from consultation.commands.search import forget_text
from consultation.commands.standing import standing
from consultation.models.comments import Comment, CommentTopic
from consultation.models.concerns import Concern
from consultation.models.edits import CommentVersion
from consultation.models.places import CommentPlace
from consultation.models.points import Point, Sketch, SketchBand
from consultation.models.redactions import Original, Redaction, RedactionMark
from consultation.rules.comments import PlaceWay
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.withdrawals import NOTHING_LEFT, keeps_words
from foundation.base.work import Work

ERASED = (
    *(CommentTopic, CommentPlace, CommentVersion, SketchBand, Sketch),
    *(Redaction, RedactionMark, Original),
)
"""Tables that hold nothing any more of what was taken back."""


def withdraw(work: Work, comment_id: UUID) -> None:
    """Take a comment back; the words of an informal one are erased. Done again, it does nothing.

    Raises:
        NotFound: no such comment.
        Conflict: it is an official answer.
    """
    comment = standing(work, comment_id)
    if comment.status is FeedbackStatus.WITHDRAWN:
        return
    move_feedback(work, comment_id, FeedbackStatus.WITHDRAWN)
    forget_text(work.session, comment_id)
    work.session.execute(
        update(Concern)
        .where(Concern.comment_id == comment_id, Concern.settled_at.is_(None))
        .values(settled_at=work.now, words=None)
    )
    if not keeps_words(comment.lane):
        _erase(work, comment_id)


def _erase(work: Work, comment_id: UUID) -> None:
    """Leave nothing of what was said, where, under which name and about what."""
    for table in ERASED:
        work.session.execute(delete(table).where(table.comment_id == comment_id))
    remove_attachments(work, comment_id)
    work.session.execute(
        update(Point)
        .where(Point.comment_id == comment_id)
        .values(quote=NOTHING_LEFT, dropped_at=work.now)
        .execution_options(synchronize_session=False)
    )
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(
            text=NOTHING_LEFT,
            stance=None,
            display_name=None,
            place_way=PlaceWay.WHOLE,
            place_words=None,
            lon=None,
            lat=None,
            ward_code=None,
        )
        .execution_options(synchronize_session=False)
    )
