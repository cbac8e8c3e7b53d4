"""What an officer's report counts: by lane, topic and stance, by issue, by letter and by ward.

What is hidden broke the house rules and what is withdrawn was taken back: neither is counted
among the others. What is not published is counted all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, CommentTopic
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point, Sketch
from consultation.models.report import ReportOpenIssue
from consultation.queries.issues import people
from consultation.queries.suggestions import FEWEST_ALIKE
from consultation.rules.comments import Channel, Lane, Moderation, Speaker, Stance
from consultation.rules.dispositions import Disposition, Proof
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.wards import shown_count
from geo.models.wards import Ward

NO_STANCE = "none"


@dataclass(frozen=True, slots=True)
class Letter:
    """Several people who sent nearly the same: both counts, always; ``issues`` by number."""

    people: int
    texts: int
    issues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportIssue:
    """An issue and its outcome, or why it is still open; ``late`` of its ``points`` came late."""

    id: UUID
    number: int
    title: str
    topic: str | None
    points: int
    formal: int
    late: int
    people: int
    disposition: Disposition | None
    reason: str | None
    proof: Proof | None
    proof_words: str | None
    proof_url: str | None
    still_open: str | None


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """All that is counted.

    Args:
        lanes: lane → comments; *late* and *withheld* are among them.
        stances: lane → topic (None for none) → stance (or ``NO_STANCE``) → comments.
        wards: name and comments of each ward with enough of them; *small_wards* have too few.
    """

    lanes: dict[Lane, int]
    late: dict[Lane, int]
    withheld: int
    hidden: int
    withdrawn: int
    channels: dict[Channel, int]
    stances: dict[Lane, dict[str | None, dict[str, int]]]
    issues: tuple[ReportIssue, ...]
    letters: tuple[Letter, ...]
    wards: tuple[tuple[str, int], ...]
    small_wards: int


def report_figures(session: Session, consultation_id: UUID) -> ReportFigures:
    """Return what a report counts, in five statements."""
    lanes: Counter[Lane] = Counter()
    late: Counter[Lane] = Counter()
    channels: Counter[Channel] = Counter()
    withheld = hidden = withdrawn = 0
    for row in session.execute(_counted(consultation_id)):
        if row.feedback_status is FeedbackStatus.WITHDRAWN:
            withdrawn += row.comments
        elif row.moderation is Moderation.HIDDEN:
            hidden += row.comments
        else:
            lanes[row.lane] += row.comments
            late[row.lane] += row.comments * row.is_late
            channels[row.channel] += row.comments
            withheld += row.comments * row.is_withheld
    wards = session.execute(_wards(consultation_id)).all()
    shown = [(row.name, row.comments) for row in wards if shown_count(row.comments)]
    return ReportFigures(
        lanes=dict(lanes),
        late=dict(late),
        withheld=withheld,
        hidden=hidden,
        withdrawn=withdrawn,
        channels=dict(channels),
        stances=_stances(session, consultation_id),
        issues=tuple(ReportIssue(*row) for row in session.execute(_issues(consultation_id))),
        letters=tuple(_letters(session.execute(_alike(consultation_id)))),
        wards=tuple(shown),
        small_wards=len(wards) - len(shown),
    )


def _begun(consultation_id: UUID) -> tuple[Any, ...]:
    return (
        Comment.consultation_id == consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.depth == 0,
    )


def _counts(consultation_id: UUID) -> tuple[Any, ...]:
    return (
        *_begun(consultation_id),
        Comment.moderation != Moderation.HIDDEN,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )


def _counted(consultation_id: UUID) -> Select[*tuple[Any, ...]]:
    by = (
        Comment.lane,
        Comment.channel,
        Comment.is_late,
        Comment.is_withheld,
        Comment.moderation,
        Comment.feedback_status,
    )
    counted = func.count().label("comments")
    return select(*by, counted).where(*_begun(consultation_id)).group_by(*by)


def _stances(
    session: Session, consultation_id: UUID
) -> dict[Lane, dict[str | None, dict[str, int]]]:
    by = (Comment.lane, CommentTopic.topic, Comment.stance)
    asked = (
        select(*by, func.count().label("comments"))
        .select_from(Comment)
        .outerjoin(CommentTopic, CommentTopic.comment_id == Comment.id)
        .where(*_counts(consultation_id))
        .group_by(*by)
    )
    found: dict[Lane, dict[str | None, dict[str, int]]] = {}
    for row in session.execute(asked):
        stance = row.stance.value if isinstance(row.stance, Stance) else NO_STANCE
        found.setdefault(row.lane, {}).setdefault(row.topic, {})[stance] = row.comments
    return found


def _issues(consultation_id: UUID) -> Select[*tuple[Any, ...]]:
    shown = (Issue.id, Issue.number, Issue.title, Issue.topic)
    outcome = (
        IssueOutcome.disposition,
        IssueOutcome.reason,
        IssueOutcome.proof,
        IssueOutcome.proof_words,
        IssueOutcome.proof_url,
        ReportOpenIssue.reason.label("still_open"),
    )
    counted = func.count(Point.id)
    return (
        select(
            *shown,
            counted,
            counted.filter(Comment.lane == Lane.REPRESENTATION),
            counted.filter(Comment.is_late.is_(True)),
            people(),
            *outcome,
        )
        .outerjoin(Point, (Point.issue_id == Issue.id) & Point.dropped_at.is_(None))
        .outerjoin(Comment, Comment.id == Point.comment_id)
        .outerjoin(
            IssueOutcome, (IssueOutcome.issue_id == Issue.id) & IssueOutcome.ended_at.is_(None)
        )
        .outerjoin(ReportOpenIssue, ReportOpenIssue.issue_id == Issue.id)
        .where(Issue.consultation_id == consultation_id, Issue.status != IssueStatus.MERGED)
        .group_by(*shown, *outcome)
        .order_by(Issue.number)
    )


def _alike(consultation_id: UUID) -> Select[*tuple[Any, ...]]:
    """Ask for every comment that is like another one, with the issues that it is in."""
    large = (
        select(Sketch.campaign_id)
        .join(Comment, Comment.id == Sketch.comment_id)
        .where(*_counts(consultation_id))
        .group_by(Sketch.campaign_id)
        .having(func.count() >= FEWEST_ALIKE)
    )
    return (
        select(
            Sketch.campaign_id,
            Sketch.digest,
            func.coalesce(Comment.voice_id, Comment.id).label("author"),
            Issue.number,
        )
        .join(Comment, Comment.id == Sketch.comment_id)
        .outerjoin(Point, (Point.comment_id == Comment.id) & Point.dropped_at.is_(None))
        .outerjoin(Issue, Issue.id == Point.issue_id)
        .where(*_counts(consultation_id), Sketch.campaign_id.in_(large))
        .order_by(Sketch.campaign_id)
    )


def _letters(rows: Iterable[Any]) -> list[Letter]:
    found: dict[UUID, tuple[set[Any], set[str], set[int]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for row in rows:
        authors, texts, issues = found[row.campaign_id]
        authors.add(row.author)
        texts.add(row.digest)
        issues.update({row.number} - {None})
    letters = [
        Letter(len(authors), len(texts), tuple(sorted(issues)))
        for authors, texts, issues in found.values()
    ]
    return sorted(letters, key=lambda letter: (-letter.people, letter.issues))


def _wards(consultation_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(Ward.name, func.count().label("comments"))
        .select_from(Comment)
        .join(Ward, (Ward.authority_id == Comment.authority_id) & (Ward.code == Comment.ward_code))
        .where(*_counts(consultation_id))
        .group_by(Ward.name)
        .order_by(func.count().desc(), Ward.name)
    )
