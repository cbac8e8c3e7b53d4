"""What readers have reported and no moderator has looked at yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.concerns import Concern
from consultation.rules.concerns import ConcernReason

MOST_COMMENTS = 50
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A comment, how often it was reported for which reason, and what readers wrote."""

    ref: str
    text: str
    reports: int
    reasons: tuple[tuple[ConcernReason, int], ...]
    words: tuple[str, ...]


def reported_comments(session: Session, authority_id: UUID) -> list[ReportedRow]:
    """Return reported comments, the one that was first reported first, in two statements."""
    asked = (
        select(Comment.id, Comment.ref, Comment.text, func.count().label("reports"))
        .join(Concern, Concern.comment_id == Comment.id)
        .where(Comment.authority_id == authority_id, Concern.settled_at.is_(None))
        .group_by(Comment.id, Comment.ref, Comment.text)
        .order_by(func.min(Concern.raised_at), Comment.id)
        .limit(MOST_COMMENTS)
    )
    found = session.execute(asked).all()
    said = session.execute(
        select(Concern.comment_id, Concern.reason, Concern.words)
        .where(Concern.comment_id.in_([row.id for row in found]), Concern.settled_at.is_(None))
        .order_by(Concern.raised_at, Concern.id)
        .limit(MOST_WORDS)
    ).all()
    rows = []
    for row in found:
        own = [each for each in said if each.comment_id == row.id]
        reasons = Counter(each.reason for each in own).most_common()
        words = tuple(each.words for each in own if each.words)
        rows.append(ReportedRow(row.ref, row.text, row.reports, tuple(reasons), words))
    return rows
