"""How far the report of a consultation has come; its page and its publishing ask the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from consultation.commands.settling import is_current_of
from consultation.models.comments import Comment, CommentTopic
from consultation.models.issues import Issue, IssueOutcome
from consultation.models.points import Point
from consultation.models.report import ReportOpenIssue, ReportPart
from consultation.rules.comments import Moderation, Speaker, Topic
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.report import (
    REFUSALS,
    UNTAGGED,
    Readiness,
    WhyNot,
    may_publish,
    missing,
    part_of_topic,
)
from foundation.accounts.models.authorities import Authority
from foundation.base.errors import Conflict
from foundation.base.work import Work

_COMMON = [topic.value for topic in Topic]


def readiness(session: Session, consultation_id: UUID) -> Readiness:
    """Return what the report of a consultation needs and has, in four statements."""
    parts = session.execute(
        select(ReportPart.part, ReportPart.writers).where(
            ReportPart.consultation_id == consultation_id
        )
    ).all()
    return Readiness(
        needed=_needed(session, consultation_id),
        written=frozenset(row.part for row in parts),
        undecided=tuple(session.scalars(_undecided(consultation_id))),
        unsorted=session.scalar(_unsorted(consultation_id)) or 0,
        writers=frozenset(UUID(each) for row in parts for each in row.writers),
    )


def refuse_unfinished(work: Work, consultation_id: UUID) -> None:
    """Let nobody publish a report that says less than it has to.

    Raises:
        Conflict: something is missing, or a second person has to publish it.
    """
    ready = readiness(work.session, consultation_id)
    asked = select(Authority.second_look).where(Authority.id == work.actor.authority_id)
    second_look = bool(work.session.scalar(asked))
    allowed = may_publish(ready, work.actor.person_id, second_look=second_look)
    if not allowed:
        reason = WhyNot(str(allowed.reason))
        lines = [{"lack": each.lack.value, "which": each.which} for each in missing(ready)]
        raise Conflict(REFUSALS[reason], facts={"reason": reason.value, "missing": lines})


def _needed(session: Session, consultation_id: UUID) -> tuple[str, ...]:
    asked = (
        select(CommentTopic.topic)
        .select_from(Comment)
        .outerjoin(CommentTopic, CommentTopic.comment_id == Comment.id)
        .where(
            Comment.consultation_id == consultation_id,
            Comment.speaker == Speaker.PUBLIC,
            Comment.depth == 0,
            Comment.moderation != Moderation.HIDDEN,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
        )
        .distinct()
    )
    used = set(session.scalars(asked))
    common = [topic for topic in _COMMON if topic in used]
    own = sorted(topic for topic in used if topic and topic not in _COMMON)
    return (
        *(part_of_topic(topic) for topic in (*common, *own)),
        *((UNTAGGED,) if None in used else ()),
    )


def _undecided(consultation_id: UUID) -> Select[int]:
    return (
        select(Issue.number)
        .outerjoin(IssueOutcome, is_current_of(Issue))
        .outerjoin(ReportOpenIssue, ReportOpenIssue.issue_id == Issue.id)
        .where(
            Issue.consultation_id == consultation_id,
            Issue.status != IssueStatus.MERGED,
            IssueOutcome.id.is_(None),
            ReportOpenIssue.issue_id.is_(None),
        )
        .order_by(Issue.number)
    )


def _unsorted(consultation_id: UUID) -> Select[int]:
    """Count comments that say something which is in no issue and which nobody has closed."""
    live = (Point.comment_id == Comment.id) & Point.dropped_at.is_(None)
    left = ~exists().where(live) | exists().where(live & Point.issue_id.is_(None))
    return select(func.count(Comment.id)).where(
        Comment.consultation_id == consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.moderation != Moderation.HIDDEN,
        Comment.feedback_status.not_in({FeedbackStatus.WITHDRAWN, FeedbackStatus.CLOSED}),
        left,
    )
