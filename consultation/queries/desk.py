"""What still waits for an officer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.filters import CommentFilter, Sort, cursor_behind, in_order, matches
from consultation.queries.rows import CommentRow, comment_select, row_of, topics_of, with_words
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.paging import Page

WAITING = frozenset({FeedbackStatus.RECEIVED, FeedbackStatus.BEING_CONSIDERED})
MOST_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One comment with all its words, and where it was said."""

    comment: CommentRow
    consultation_slug: str
    consultation_title: str


def waiting_comments(
    session: Session,
    authority_id: UUID,
    consultation_id: UUID | None = None,
    filters: CommentFilter | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[DeskRow]:
    """Return what the public said and nobody has answered, oldest first, in two statements.

    A filter for a status, or for what is held or hidden, asks for that instead of all that wait.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    filters = filters or CommentFilter()
    asked = in_order(_asked(authority_id, consultation_id, filters), Sort.OLDEST, after)
    found = session.execute(asked.limit(limit + 1)).all()
    shown = found[:limit]
    topics = topics_of(session, (each.id for each in shown))
    rows = [
        DeskRow(with_words(row_of(each, topics), each, topics), each.slug, each.title)
        for each in shown
    ]
    more = cursor_behind(shown[-1], Sort.OLDEST) if len(found) > limit else None
    return Page(rows, more)


def _asked(authority_id: UUID, consultation_id: UUID | None, filters: CommentFilter) -> Select[Any]:
    asked = (
        comment_select()
        .add_columns(Consultation.slug, Consultation.title)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(
            Comment.authority_id == authority_id,
            Comment.speaker == Speaker.PUBLIC,
            *matches(filters),
        )
    )
    if filters.within is not None:
        asked = asked.where(Comment.is_withheld.is_(False))
    if filters.status is None and filters.moderation is Moderation.VISIBLE:
        asked = asked.where(Comment.feedback_status.in_(WAITING))
    if consultation_id is not None:
        asked = asked.where(Comment.consultation_id == consultation_id)
    return asked
