"""One issue with all that a planner reads before answering it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from consultation.models.comments import Comment
from consultation.models.issues import Issue, IssueOutcome, IssueStep
from consultation.models.points import Point
from consultation.queries.answers import VersionRow, version_of
from consultation.queries.issues import DeskConsultation, SaidRow, people, said_row, said_select
from consultation.queries.suggestions import Campaign, LikeIssue, campaigns_in, like_issues
from consultation.rules.answers import About
from consultation.rules.comments import Lane
from consultation.rules.dispositions import Disposition, Proof
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import Deed, IssueStatus
from foundation.accounts.models.people import Person

FIRST_POINTS = 50


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What an issue comes to now; residents see it where ``told_at`` is there."""

    number: int
    disposition: Disposition
    reason: str
    proof: Proof | None
    proof_words: str | None
    proof_url: str | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that was done with an issue; ``other`` is the number of the other one."""

    id: UUID
    deed: Deed
    other: int | None
    is_ours: bool
    reason: str | None
    people: int | None
    taken_at: datetime
    by: str | None
    is_undone: bool


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue and its counts; ``formal`` of its ``points`` were said in a formal comment."""

    id: UUID
    number: int
    title: str
    topic: str | None
    status: IssueStatus
    merged_into: int | None
    points: int
    formal: int
    people: int
    to_tell: int
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """All of an issue; ``sent`` is the text that people have now, ``version`` what is worked on."""

    issue: IssueRow
    rows: tuple[SaidRow, ...]
    version: VersionRow | None
    outcome: OutcomeRow | None
    history: tuple[StepLine, ...]
    campaigns: tuple[Campaign, ...]
    like: tuple[LikeIssue, ...]


def issue_row(session: Session, consultation_id: UUID, number: int) -> IssueRow | None:
    """Return one issue with its counts, in one statement, or None."""
    into = aliased(Issue)
    shown = (Issue.id, Issue.number, Issue.title, Issue.topic, Issue.status)
    formal = func.count(Point.id).filter(Comment.lane == Lane.REPRESENTATION)
    stays = Comment.feedback_status != FeedbackStatus.WITHDRAWN
    asked = (
        select(
            *shown,
            into.number.label("merged_into"),
            func.count(Point.id).label("points"),
            formal.label("formal"),
            people().label("people"),
            func.count(func.distinct(Comment.id)).filter(stays).label("to_tell"),
            func.min(Comment.posted_at).label("first_at"),
        )
        .outerjoin(Point, (Point.issue_id == Issue.id) & Point.dropped_at.is_(None))
        .outerjoin(Comment, Comment.id == Point.comment_id)
        .outerjoin(into, into.id == Issue.merged_into_id)
        .where(Issue.consultation_id == consultation_id, Issue.number == number)
        .group_by(*shown, into.number)
    )
    found = session.execute(asked).one_or_none()
    return IssueRow(**found._mapping) if found else None


def issue_page(
    session: Session, consultation: DeskConsultation, number: int, *, whole: bool = False
) -> IssuePage | None:
    """Return an issue with all that stands on its page, in seven statements, or None."""
    issue = issue_row(session, consultation.id, number)
    if issue is None:
        return None
    said = said_select().where(Point.issue_id == issue.id)
    if not whole:
        said = said.limit(FIRST_POINTS)
    rows = session.execute(said.order_by(Comment.posted_at, Comment.id, Point.start)).all()
    return IssuePage(
        issue=issue,
        rows=tuple(said_row(row) for row in rows),
        version=version_of(session, About.ISSUE, issue.id),
        outcome=outcome_of(session, issue.id),
        history=tuple(_history(session, issue.id)),
        campaigns=tuple(campaigns_in(session, issue.id)),
        like=tuple(like_issues(session, consultation.id, issue.id)),
    )


def outcome_of(session: Session, issue_id: UUID) -> OutcomeRow | None:
    """Return what an issue comes to now, or None."""
    asked = select(
        IssueOutcome.number,
        IssueOutcome.disposition,
        IssueOutcome.reason,
        IssueOutcome.proof,
        IssueOutcome.proof_words,
        IssueOutcome.proof_url,
        IssueOutcome.told_at,
    ).where(IssueOutcome.issue_id == issue_id, IssueOutcome.ended_at.is_(None))
    found = session.execute(asked).one_or_none()
    return OutcomeRow(*found) if found else None


def _history(session: Session, issue_id: UUID) -> list[StepLine]:
    ours = IssueStep.issue_id == issue_id
    one, other = aliased(Issue), aliased(Issue)
    asked = (
        select(
            IssueStep,
            ours.label("is_ours"),
            one.number.label("one"),
            other.number.label("other"),
            Person.name,
        )
        .join(one, one.id == IssueStep.issue_id)
        .outerjoin(other, other.id == IssueStep.other_id)
        .outerjoin(Person, Person.id == IssueStep.taken_by_id)
        .where(or_(ours, IssueStep.other_id == issue_id))
        .order_by(IssueStep.taken_at, IssueStep.position, IssueStep.id)
    )
    return [_line(row) for row in session.execute(asked)]


def _line(row: Any) -> StepLine:  # noqa: ANN401  a row
    step = row.IssueStep
    return StepLine(
        id=step.id,
        deed=step.deed,
        other=row.other if row.is_ours else row.one,
        is_ours=bool(row.is_ours),
        reason=step.reason,
        people=step.people,
        taken_at=step.taken_at,
        by=row.name,
        is_undone=step.undone_at is not None,
    )
