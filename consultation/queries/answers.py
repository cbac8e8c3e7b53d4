"""An answer that is being written or was sent, to an issue, a point or a single comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.answers import Answer, AnswerVersion
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.answers import About, AnswerState

SUBJECT = {
    About.ISSUE: Answer.issue_id,
    About.POINT: Answer.point_id,
    About.COMMENT: Answer.comment_id,
}
"""The column that says which issue, point or comment an answer belongs to."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """The latest version of an answer; ``writers`` are the ids of who wrote some of it."""

    answer_id: UUID
    number: int
    state: AnswerState
    revision: int
    text: str
    source: str | None
    is_material: bool
    team: str | None
    shown_name: str | None
    note: str | None
    closes: bool
    writers: frozenset[str]
    saved_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of a comment; ``issue`` is the number of its issue."""

    id: UUID
    quote: str
    issue: int | None


def version_of(session: Session, about: About, subject_id: UUID) -> VersionRow | None:
    """Return the latest version of the answer to an issue, a point or a comment, or None."""
    asked = (
        select(AnswerVersion)
        .join(Answer, Answer.id == AnswerVersion.answer_id)
        .where(SUBJECT[about] == subject_id)
        .order_by(AnswerVersion.number.desc())
        .limit(1)
    )
    found = session.scalars(asked).one_or_none()
    if found is None:
        return None
    return VersionRow(
        answer_id=found.answer_id,
        number=found.number,
        state=found.state,
        revision=found.revision,
        text=found.text,
        source=found.source,
        is_material=found.is_material,
        team=found.team,
        shown_name=found.shown_name,
        note=found.note,
        closes=found.closes,
        writers=frozenset(found.writers),
        saved_at=found.saved_at,
        sent_at=found.sent_at,
    )


def points_to_answer(session: Session, comment_id: UUID) -> tuple[PointRow, ...]:
    """Return the points into which a comment was split, in the order of its words."""
    asked = (
        select(Point.id, Point.quote, Issue.number)
        .outerjoin(Issue, Issue.id == Point.issue_id)
        .where(Point.comment_id == comment_id, Point.dropped_at.is_(None), ~Point.is_whole)
        .order_by(Point.start)
    )
    return tuple(PointRow(*row) for row in session.execute(asked))
