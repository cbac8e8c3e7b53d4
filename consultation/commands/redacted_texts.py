"""What others read of a comment, wherever its words stand; and what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update

from consultation.commands.search import index_text
from consultation.commands.standing import Standing
from consultation.commands.voices import insert_once
from consultation.models.comments import Comment
from consultation.models.edits import CommentVersion
from consultation.models.points import Point
from consultation.models.redactions import Original, RedactionMark
from consultation.rules.comments import Speaker
from consultation.rules.redaction_marks import Mark, without_phrases
from consultation.rules.redactions import RedactionReason
from foundation.base.work import Work

Phrases = list[tuple[str, RedactionReason]]


def shown_text(work: Work, comment_id: UUID) -> str:
    """Return what a comment says now."""
    return work.session.scalars(select(Comment.text).where(Comment.id == comment_id)).one()


def keep_original(work: Work, comment: Standing, text: str) -> int:
    """Keep what a comment says, once; return the number of its version."""
    row = {"comment_id": comment.id, "number": comment.version, "text": text, "kept_at": work.now}
    work.session.execute(insert_once(work.session, Original), row)
    return comment.version


def keep_marks(work: Work, comment: Standing, text: str, marks: Sequence[Mark]) -> None:
    """Keep which words go, and why."""
    rows = [
        {
            "id": uuid4(),
            "comment_id": comment.id,
            "number": comment.version,
            "words": text[mark.start : mark.end],
            "reason": mark.reason,
            "marked_by_id": work.actor.person_id,
            "marked_at": work.now,
        }
        for mark in marks
    ]
    work.session.execute(insert(RedactionMark), rows)


def replace_everywhere(work: Work, comment: Standing, before: str, text: str) -> None:
    """Let *text* be all that others read of a comment: page, search, points, quotes in answers.

    Earlier versions go out of sight. It counts as a new version, but not as its author's change.
    """
    _set(work, Comment, Comment.id == comment.id, text=text, version=comment.version + 1)
    index_text(work.session, comment.id, comment.consultation_id, text)
    _set(work, CommentVersion, CommentVersion.comment_id == comment.id, is_shown=False)
    phrases = phrases_of(work, comment.id)
    points = select(Point.id, Point.quote).where(Point.comment_id == comment.id)
    for point_id, quote in work.session.execute(points).all():
        said = text if quote == before else without_phrases(quote, phrases)
        if said != quote:
            _set(work, Point, Point.id == point_id, quote=said)
    answers = select(Comment.id, Comment.text).where(
        Comment.parent_id == comment.id, Comment.speaker != Speaker.PUBLIC
    )
    for answer_id, answer in work.session.execute(answers).all():
        said = without_phrases(answer, phrases)
        if said != answer:
            _set(work, Comment, Comment.id == answer_id, text=said)
            index_text(work.session, answer_id, comment.consultation_id, said)


def phrases_of(work: Work, comment_id: UUID) -> Phrases:
    """Return the words that were taken out of a comment, and why."""
    asked = select(RedactionMark.words, RedactionMark.reason).where(
        RedactionMark.comment_id == comment_id
    )
    return [(words, reason) for words, reason in work.session.execute(asked)]


def edited_text(work: Work, comment: Standing, text: str, version: int) -> str:
    """Return what others read of an author's new words: what was taken out before stays out.

    What the author wrote is kept under *version*, where words are taken out of it.
    """
    said = without_phrases(text, phrases_of(work, comment.id))
    if said != text:
        new = {"comment_id": comment.id, "number": version, "text": text, "kept_at": work.now}
        work.session.execute(insert(Original), new)
    return said


def _set(work: Work, model: type, where: object, **values: object) -> None:
    work.session.execute(
        update(model)
        .where(where)  # type: ignore[arg-type]  # a condition
        .values(**values)
        .execution_options(synchronize_session=False)
    )
