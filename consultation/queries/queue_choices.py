"""What the filters of the queue offer."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.issues import Issue
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.issues import IssueStatus

UNHEARD = frozenset(
    {
        ConsultationStatus.DRAFT,
        ConsultationStatus.AWAITING_SIGN_OFF,
        ConsultationStatus.SCHEDULED,
    }
)
"""States in which nobody can have said anything."""

MOST_CHOICES = 200


def queue_consultations(
    session: Session, authority_id: UUID, within: frozenset[UUID] | None = None
) -> list[tuple[str, str]]:
    """Return slug and title of what people could comment on, the latest first."""
    asked = (
        select(Consultation.slug, Consultation.title)
        .where(Consultation.authority_id == authority_id, Consultation.status.not_in(UNHEARD))
        .order_by(Consultation.opens_at.desc(), Consultation.title)
        .limit(MOST_CHOICES)
    )
    if within is not None:
        asked = asked.where(Consultation.id.in_(within))
    return [(row.slug, row.title) for row in session.execute(asked)]


def joinable_issues(session: Session, consultation_id: UUID) -> list[tuple[int, str]]:
    """Return number and title of the issues that take more points."""
    asked = (
        select(Issue.number, Issue.title)
        .where(Issue.consultation_id == consultation_id, Issue.status != IssueStatus.MERGED)
        .order_by(Issue.number)
    )
    return [(row.number, row.title) for row in session.execute(asked)]
