"""What became of each point of one comment, told to its author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from consultation.models.answers import Answer, AnswerTold, AnswerVersion
from consultation.models.comments import Comment
from consultation.models.issues import Issue, IssueOutcome, IssueStep, PointMove
from consultation.models.points import Point
from consultation.queries.deliveries import DeliveryRow, deliveries_of
from consultation.rules.answers import AnswerState
from consultation.rules.dispositions import Disposition, Proof
from consultation.rules.issues import Deed


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer that has reached an author; ``corrected_at`` is when it was put right."""

    text: str
    source: str | None
    role_words: str
    team: str | None
    shown_name: str | None
    told_at: datetime
    corrected_at: datetime | None
    reply_ref: str | None


@dataclass(frozen=True, slots=True)
class ReceiptPoint:
    """One point and its fate; what residents may not see yet is not here at all.

    Args:
        title: of its issue, in residents' words; None while nobody has sorted it.
        people: how many people made the same point, its author among them.
        reopened_at: since when it is looked into again, with *reopened_why*.
        done: what was done about it since it was told, the first first.
    """

    quote: str
    is_whole: bool
    made_at: datetime
    title: str | None
    people: int
    disposition: Disposition | None
    reason: str
    proof: Proof | None
    proof_words: str | None
    proof_url: str | None
    came_at: datetime | None
    answers: tuple[ToldAnswer, ...]
    reopened_at: datetime | None
    reopened_why: str | None
    done: tuple[DeliveryRow, ...] = ()


def receipt_points(session: Session, comment_id: UUID) -> list[ReceiptPoint]:
    """Return each point of a comment with its fate, in the order of its words; five statements.

    What was answered while a point stood in another issue is told with it still.
    """
    found = session.execute(_points(comment_id)).all()
    if not found:
        return []
    answers = _answers(session, comment_id)
    issues = {row.issue_id for row in found if row.issue_id}
    reopened = _reopened(session, issues) if issues else {}
    told = {row.issue_id for row in found if row.issue_id and row.told_at}
    done = deliveries_of(session, told) if told else {}
    stood = _stood_in(session, [row.id for row in found]) if answers else {}
    return [
        _receipt(
            row,
            [answers[each] for each in stood.get(row.id, [row.id]) if each in answers],
            reopened.get(row.issue_id),
            done.get(row.issue_id, []),
        )
        for row in found
    ]


def _points(comment_id: UUID) -> Any:  # noqa: ANN401  a select
    same, author = aliased(Point), aliased(Comment)
    counted = (
        select(func.count(func.distinct(func.coalesce(author.voice_id, author.id))))
        .select_from(same)
        .join(author, author.id == same.comment_id)
        .where(same.issue_id == Issue.id, same.dropped_at.is_(None))
        .scalar_subquery()
    )
    seen = (
        (IssueOutcome.issue_id == Issue.id)
        & IssueOutcome.ended_at.is_(None)
        & IssueOutcome.told_at.is_not(None)
    )
    return (
        select(
            Point.id,
            Point.quote,
            Point.is_whole,
            Point.made_at,
            Point.issue_id,
            Issue.title,
            counted.label("people"),
            IssueOutcome.disposition,
            IssueOutcome.reason,
            IssueOutcome.proof,
            IssueOutcome.proof_words,
            IssueOutcome.proof_url,
            IssueOutcome.told_at,
        )
        .outerjoin(Issue, Issue.id == Point.issue_id)
        .outerjoin(IssueOutcome, seen)
        .where(Point.comment_id == comment_id, Point.dropped_at.is_(None))
        .order_by(Point.start)
    )


def _answers(session: Session, comment_id: UUID) -> dict[UUID | None, ToldAnswer]:
    """Return what was answered to each issue and point; under None what to the whole comment."""
    asked = (
        select(
            Answer.issue_id,
            Answer.point_id,
            AnswerVersion.number,
            AnswerVersion.text,
            AnswerVersion.source,
            AnswerVersion.role_words,
            AnswerVersion.team,
            AnswerVersion.shown_name,
            AnswerVersion.sent_at,
            AnswerTold.told_at,
            Comment.ref,
        )
        .join(Answer, Answer.id == AnswerTold.answer_id)
        .join(
            AnswerVersion,
            (AnswerVersion.answer_id == Answer.id) & (AnswerVersion.number == AnswerTold.number),
        )
        .outerjoin(Comment, Comment.id == AnswerTold.reply_id)
        .where(AnswerTold.comment_id == comment_id, AnswerVersion.state == AnswerState.SENT)
    )
    return {
        row.issue_id or row.point_id: ToldAnswer(
            text=row.text,
            source=row.source,
            role_words=row.role_words,
            team=row.team,
            shown_name=row.shown_name,
            told_at=row.told_at,
            corrected_at=row.sent_at if row.sent_at > row.told_at else None,
            reply_ref=row.ref,
        )
        for row in session.execute(asked)
    }


def _reopened(session: Session, issues: set[UUID]) -> dict[UUID, Any]:
    """Return issue → the step that opened it again last, where nothing has closed it since."""
    later = aliased(IssueStep)
    closed = (
        select(later.id)
        .where(
            later.issue_id == IssueStep.issue_id,
            later.position > IssueStep.position,
            or_(later.deed == Deed.SETTLED, later.deed == Deed.REOPENED),
        )
        .exists()
    )
    asked = select(IssueStep.issue_id, IssueStep.reason, IssueStep.taken_at).where(
        IssueStep.issue_id.in_(issues), IssueStep.deed == Deed.REOPENED, ~closed
    )
    return {row.issue_id: row for row in session.execute(asked)}


def _stood_in(session: Session, points: list[UUID]) -> dict[UUID, list[UUID]]:
    """Return point → itself and every issue that it has ever been in."""
    stood = {point: [point] for point in points}
    asked = select(PointMove.point_id, PointMove.after_id).where(
        PointMove.point_id.in_(points), PointMove.after_id.is_not(None)
    )
    for point_id, issue_id in session.execute(asked.distinct()):
        if issue_id is not None:
            stood[point_id].append(issue_id)
    return stood


def _receipt(
    row: Any,  # noqa: ANN401  a row
    told: list[ToldAnswer],
    again: Any,  # noqa: ANN401  a row or None
    done: list[DeliveryRow],
) -> ReceiptPoint:
    return ReceiptPoint(
        quote=row.quote,
        is_whole=row.is_whole,
        made_at=row.made_at,
        title=row.title,
        people=row.people or 1,
        disposition=row.disposition,
        reason=row.reason or "",
        proof=row.proof,
        proof_words=row.proof_words,
        proof_url=row.proof_url,
        came_at=row.told_at,
        answers=tuple(sorted(told, key=lambda each: each.told_at)),
        reopened_at=again.taken_at if again else None,
        reopened_why=again.reason if again else None,
        done=tuple(done),
    )
