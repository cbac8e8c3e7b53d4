"""Mark what a comment says, one point at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

from sqlalchemy import Select, select

from consultation.commands.issue_steps import move_points, note_step, own_issue, own_points
from consultation.commands.settling import settle
from consultation.commands.standing import standing
from consultation.commands.tallies import lock
from consultation.commands.voices import insert_once
from consultation.models.comments import Comment
from consultation.models.points import Point
from consultation.rules.comments import Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import REFUSALS, Deed, IssueStatus, WhyNot
from consultation.rules.points import PointDropped, PointMade, Span, checked_spans, whole
from foundation.base.errors import Conflict, NotFound
from foundation.base.words import say
from foundation.base.work import Work

Marked = tuple[str, int, Sequence[Span]]
"""A text, its version, and the spans in it that make a point."""


def make_points(
    work: Work, comment_id: UUID, spans: Iterable[Span], seen: str | None = None
) -> list[UUID]:
    """Mark *spans* as points of one comment; return all points that it has now, in order.

    A point that is the whole comment gives way to narrower ones, which take its place in its issue.
    Marking the same words again changes nothing. *seen* is the text in which they were marked.

    Raises:
        NotFound: no such comment.
        Conflict: its author has taken it back or changed its words since they were *seen*, or the
            whole of it is in a settled issue.
        Invalid: the spans are not in its text.
    """
    comment = standing(work, comment_id)
    if comment.speaker is not Speaker.PUBLIC:
        raise Conflict("Only what residents say has points.")
    if comment.status is FeedbackStatus.WITHDRAWN:
        raise Conflict("This comment was withdrawn by its author. There is nothing to answer.")
    text = work.session.scalars(select(Comment.text).where(Comment.id == comment_id)).one()
    if seen is not None and seen != text:
        raise Conflict(
            say("Its author has changed the words meanwhile. Read them, and mark the points again.")
        )
    wanted = checked_spans(text, spans)
    is_split = any(span != whole(text) for span in wanted)
    gone = _whole(work, comment_id) if is_split else None
    made = _make(work, comment.consultation_id, {comment_id: (text, comment.version, wanted)})
    if gone:
        _replace(work, gone, made)
    settle(work, comment.consultation_id, [comment_id])
    return list(work.session.scalars(_live(comment_id)))


def whole_points(work: Work, consultation_id: UUID, comment_ids: Iterable[UUID]) -> list[UUID]:
    """Take comments that nobody has split as one point each; return the ids of those points.

    Where a comment has points already, those that are in no issue are returned.

    Raises:
        NotFound: the consultation, or one of the comments, is not this authority's.
    """
    lock(work.session, consultation_id)
    wanted = set(comment_ids)
    asked = select(Comment.id, Comment.text, Comment.version).where(
        Comment.id.in_(wanted),
        Comment.authority_id == work.actor.authority_id,
        Comment.consultation_id == consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )
    texts = {row.id: (row.text, row.version) for row in work.session.execute(asked)}
    if len(texts) < len(wanted):
        raise NotFound("One of these comments is not here any more. Choose again.")
    live = select(Point.id, Point.comment_id, Point.issue_id).where(
        Point.comment_id.in_(wanted), Point.dropped_at.is_(None)
    )
    there = work.session.execute(live).all()
    split = {row.comment_id for row in there}
    new: dict[UUID, Marked] = {
        each: (text, version, (whole(text),))
        for each, (text, version) in texts.items()
        if each not in split
    }
    made = _make(work, consultation_id, new)
    return [*(row.id for row in there if row.issue_id is None), *made]


def _make(work: Work, consultation_id: UUID, wanted: dict[UUID, Marked]) -> list[UUID]:
    """Insert points that are not there yet; return the ids of those that are new."""
    rows = [
        {
            "id": uuid4(),
            "authority_id": work.actor.authority_id,
            "consultation_id": consultation_id,
            "comment_id": comment_id,
            "comment_version": version,
            "start": span.start,
            "end": span.end,
            "is_whole": span == whole(text),
            "quote": text[span.start : span.end],
            "made_at": work.now,
            "made_by_id": work.actor.person_id,
        }
        for comment_id, (text, version, spans) in wanted.items()
        for span in spans
    ]
    if not rows:
        return []
    new = insert_once(work.session, Point).returning(Point.id, Point.comment_id)
    made = work.session.execute(new, rows).all()
    for row in made:
        work.record(PointMade(row.id, consultation_id, row.comment_id))
    return [row.id for row in made]


def _whole(work: Work, comment_id: UUID) -> Point | None:
    asked = select(Point).where(
        Point.comment_id == comment_id, Point.is_whole, Point.dropped_at.is_(None)
    )
    return work.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def _replace(work: Work, gone: Point, made: Sequence[UUID]) -> None:
    """Let the points *made* stand where the whole comment stood."""
    comment_id, issue_id = gone.comment_id, gone.issue_id
    if issue_id is not None and made:
        issue = own_issue(work, issue_id)
        if issue.status is IssueStatus.SETTLED:
            raise Conflict(REFUSALS[WhyNot.IS_SETTLED])
        step_id = note_step(work, issue, Deed.JOINED)
        move_points(work, step_id, own_points(work, issue.consultation_id, made), issue_id)
        move_points(work, step_id, own_points(work, issue.consultation_id, [gone.id]), None)
    gone.dropped_at = work.now
    work.session.flush()
    work.record(PointDropped(gone.id, gone.consultation_id, comment_id))


def _live(comment_id: UUID) -> Select[UUID]:
    return (
        select(Point.id)
        .where(Point.comment_id == comment_id, Point.dropped_at.is_(None))
        .order_by(Point.start)
    )
