"""Answers and outcomes that have not reached everybody yet."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.answers import Answer, AnswerVersion
from consultation.models.consultations import Consultation
from consultation.models.issues import Issue, IssueOutcome
from consultation.rules.answers import AnswerState
from consultation.rules.dispositions import OUT

Due = list[tuple[UUID, UUID]]
"""Pairs of council and what is due there."""


def answers_to_tell(session: Session) -> Due:
    """Return the versions of answers that were sent and have not reached everybody."""
    asked = (
        select(Answer.authority_id, AnswerVersion.id)
        .join(Answer, Answer.id == AnswerVersion.answer_id)
        .where(AnswerVersion.state == AnswerState.SENT, AnswerVersion.spread_at.is_(None))
        .order_by(AnswerVersion.sent_at)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]


def outcomes_to_tell(session: Session) -> Due:
    """Return the issues whose outcome may be seen and has not reached everybody."""
    asked = (
        select(Issue.authority_id, Issue.id)
        .join(IssueOutcome, IssueOutcome.issue_id == Issue.id)
        .join(Consultation, Consultation.id == Issue.consultation_id)
        .where(
            IssueOutcome.ended_at.is_(None),
            IssueOutcome.spread_at.is_(None),
            Consultation.status.in_(OUT),
        )
        .order_by(Issue.consultation_id, Issue.number)
    )
    return [(row[0], row[1]) for row in session.execute(asked)]
