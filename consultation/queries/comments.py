"""Comments as the public reads them: a page of threads, one thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.queries.attachments import shown_attachments
from consultation.queries.cards import ConsultationCard, one_card
from consultation.queries.fates import Fate, StepRow, fate
from consultation.queries.filters import CommentFilter, threads_begun
from consultation.queries.orders import WEIGHED, Sort, Spot, away, cursor_behind, in_order
from consultation.queries.rows import (
    CommentRow,
    Found,
    Official,
    comment_select,
    topics_of,
    trees,
)
from consultation.queries.search import relevance
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from foundation.base.paging import Page
from foundation.base.references import as_reference

EVERYTHING = CommentFilter()
FIRST_REPLIES = 3
Standing = Sequence[ColumnElement[bool]]
"""The conditions on comments that may be listed."""

MOST_ON_A_PAGE = 100
MOST_IN_A_THREAD = 1000
MOST_RANKED = 500
"""How many comments with the words sought are ranked, the newest of them."""

__all__ = [
    "CommentFilter",
    "CommentRow",
    "Fate",
    "Official",
    "Sort",
    "StepRow",
    "Thread",
    "comment_page",
    "fate",
    "thread",
]


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation from its first comment on.

    Args:
        root: with every reply below it; what is hidden or held is a tombstone.
        asked: the comment whose reference was asked for, somewhere in *root*.
    """

    consultation: ConsultationCard
    root: CommentRow
    asked: CommentRow


def comment_page(  # noqa: PLR0913  each keyword narrows the page
    session: Session,
    consultation_id: UUID,
    *,
    filters: CommentFilter = EVERYTHING,
    sort: Sort = Sort.NEWEST,
    near: Spot | None = None,
    after: str | None = None,
    limit: int = 8,
) -> Page[CommentRow]:
    """Return a page of comments that begin a thread, each with its first three replies.

    *near* is the place from which ``Sort.NEAREST`` looks; ``Sort.RELEVANT`` ranks the newest
    five hundred that have the words of *filters*. Four statements, however many comments there are.

    Raises:
        Malformed: *after* is not a cursor of this order.
    """
    limit = max(1, min(limit, MOST_ON_A_PAGE))
    standing = threads_begun(consultation_id, filters, tombstones=filters == EVERYTHING)
    if sort is Sort.RELEVANT and filters.words:
        begun = _among(_relevant(standing, filters.words, after, limit + 1), sort)
    elif sort is Sort.NEAREST and near:
        begun = _among(_nearest(standing, near, after, limit + 1), sort)
    else:
        sort = Sort.NEWEST if sort in WEIGHED else sort
        begun = in_order(comment_select().where(*standing), sort, after)
    roots = session.execute(begun.limit(limit + 1)).all()
    shown = roots[:limit]
    found = [*shown, *_first_replies(session, [root.id for root in shown])]
    topics = topics_of(session, (each.id for each in found))
    files = shown_attachments(session, (each.id for each in found))
    more = cursor_behind(shown[-1], sort) if len(roots) > limit else None
    return Page(trees(found, topics, [root.id for root in shown], files), more)


def thread(
    session: Session, authority_id: UUID, ref: str, now: datetime | None = None
) -> Thread | None:
    """Return the conversation in which the comment called *ref* stands, or None.

    Five statements, however long it is.
    """
    asked = select(Comment.thread_id, Comment.consultation_id).where(
        Comment.ref == as_reference(ref), Comment.authority_id == authority_id
    )
    named = session.execute(asked).one_or_none()
    if named is None:
        return None
    card = one_card(session, authority_id, named.consultation_id, now)
    if card is None:
        return None
    spoken = comment_select().where(Comment.thread_id == named.thread_id)
    in_turn = spoken.order_by(Comment.posted_at, Comment.id).limit(MOST_IN_A_THREAD)
    found = session.execute(in_turn).all()
    ids = [each.id for each in found]
    topics, files = topics_of(session, ids), shown_attachments(session, ids)
    (root,) = trees(found, topics, [named.thread_id], files)
    return Thread(card, root, _called(root, ref) or root)


def _relevant(standing: Standing, words: str, after: str | None, most: int) -> Select[Any]:
    """Return the ids of the best among the newest; the words alone are read for it."""
    weight = relevance(words).label("weight")
    newest: Select[Any] = select(Comment.id).add_columns(weight).where(*standing)
    ranked = in_order(newest, Sort.NEWEST, None).limit(MOST_RANKED).subquery()
    by = (ranked.c.weight, ranked.c.id)
    return in_order(select(ranked.c.id), Sort.RELEVANT, after, by).limit(most)


def _nearest(standing: Standing, near: Spot, after: str | None, most: int) -> Select[Any]:
    by = (away(near), Comment.id)
    return in_order(select(Comment.id).where(*standing), Sort.NEAREST, after, by).limit(most)


def _among(few: Select[Any], sort: Sort) -> Select[Any]:
    """Return the select of the comments that *few* names: sorting wide rows takes longest."""
    chosen = few.subquery()
    wide = comment_select().join(chosen, chosen.c.id == Comment.id)
    return in_order(wide, sort, None, (chosen.c[WEIGHED[sort]], Comment.id))


def _first_replies(session: Session, roots: Sequence[UUID]) -> Sequence[Found]:
    """Return the first visible replies in each thread, in the order in which they came."""
    if not roots:
        return []
    turn = func.row_number().over(
        partition_by=Comment.thread_id, order_by=(Comment.posted_at, Comment.id)
    )
    counted = (
        select(Comment.id, turn.label("turn"))
        .where(
            Comment.thread_id.in_(roots),
            Comment.depth > 0,
            Comment.moderation == Moderation.VISIBLE,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .subquery()
    )
    first = select(counted.c.id).where(counted.c.turn <= FIRST_REPLIES)
    replies = comment_select().where(Comment.id.in_(first))
    return session.execute(replies.order_by(Comment.posted_at, Comment.id)).all()


def _called(row: CommentRow, ref: str) -> CommentRow | None:
    if row.ref == as_reference(ref):
        return row
    found = (_called(child, ref) for child in row.children)
    return next((each for each in found if each), None)
