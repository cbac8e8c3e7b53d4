"""One comment, sentence by sentence, with the points that it has already."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.comments import Speaker
from consultation.rules.points import Span, sentences


@dataclass(frozen=True, slots=True)
class MadePoint:
    """A point that is there, and the number of its issue."""

    span: Span
    quote: str
    issue: int | None


@dataclass(frozen=True, slots=True)
class SplitComment:
    """A comment to be split; ``sentences`` are those that no point covers exactly yet."""

    id: UUID
    ref: str
    slug: str
    title: str
    text: str
    points: tuple[MadePoint, ...]
    sentences: tuple[tuple[Span, str], ...]


def split_comment(session: Session, authority_id: UUID, ref: str) -> SplitComment | None:
    """Return a comment of the public with its points, in two statements, or None."""
    asked = (
        select(Comment.id, Comment.ref, Comment.text, Consultation.slug, Consultation.title)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(
            Comment.ref == ref,
            Comment.authority_id == authority_id,
            Comment.speaker == Speaker.PUBLIC,
        )
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    points = session.execute(
        select(Point.start, Point.end, Point.quote, Issue.number)
        .outerjoin(Issue, Issue.id == Point.issue_id)
        .where(Point.comment_id == found.id, Point.dropped_at.is_(None), Point.is_whole.is_(False))
        .order_by(Point.start)
    ).all()
    made = tuple(MadePoint(Span(row.start, row.end), row.quote, row.number) for row in points)
    taken = {point.span for point in made}
    return SplitComment(
        id=found.id,
        ref=found.ref,
        slug=found.slug,
        title=found.title,
        text=found.text,
        points=made,
        sentences=tuple(
            (span, found.text[span.start : span.end])
            for span in sentences(found.text)
            if span not in taken
        ),
    )
