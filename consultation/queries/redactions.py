"""What was taken out of a comment, for the desk; what it said before, for those who must."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.redactions import Original, Redaction, RedactionMark
from consultation.rules.redactions import Case, RedactionReason, RedactionState


@dataclass(frozen=True, slots=True)
class RedactionPage:
    """How far the redaction of a comment has come, without the words that were taken out."""

    case: Case
    reasons: tuple[tuple[RedactionReason, int], ...]
    has_original: bool


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """What one version of a comment said before words were taken out."""

    number: int
    text: str
    kept_at: datetime


def redaction_page(session: Session, comment_id: UUID) -> RedactionPage:
    """Return how far the redaction of a comment has come; three statements."""
    row = session.get(Redaction, comment_id)
    marks = session.scalars(
        select(RedactionMark.reason).where(RedactionMark.comment_id == comment_id)
    )
    kept = session.scalar(select(Original.number).where(Original.comment_id == comment_id).limit(1))
    counted = tuple(Counter(marks).most_common())
    if row is None:
        return RedactionPage(Case(), counted, kept is not None)
    special = frozenset(UUID(each) for each in row.special_by)
    case = Case(row.state, special, row.asked_by_id, is_kept=row.kept is not None)
    return RedactionPage(case, counted, kept is not None)


def originals(session: Session, authority_id: UUID, comment_id: UUID) -> list[OriginalRow]:
    """Return what a comment of this council said before, the latest first."""
    asked = (
        select(Original.number, Original.text, Original.kept_at)
        .join(Comment, Comment.id == Original.comment_id)
        .where(Original.comment_id == comment_id, Comment.authority_id == authority_id)
        .order_by(Original.number.desc())
    )
    return [OriginalRow(*row) for row in session.execute(asked)]


def was_redacted(session: Session, comment_id: UUID) -> bool:
    """Tell whether words were ever taken out of a comment."""
    asked = select(Redaction.comment_id).where(Redaction.comment_id == comment_id)
    return session.scalar(asked) is not None


def redaction_waits(session: Session, authority_id: UUID) -> list[tuple[str, RedactionState]]:
    """Return the comments of a council that wait for a second person, the oldest first."""
    asked = (
        select(Comment.ref, Redaction.state)
        .join(Redaction, Redaction.comment_id == Comment.id)
        .where(
            Comment.authority_id == authority_id,
            Redaction.state.in_({RedactionState.MARKED, RedactionState.RELEASING}),
        )
        .order_by(Redaction.changed_at, Comment.ref)
        .limit(200)
    )
    return [(row.ref, row.state) for row in session.execute(asked)]
