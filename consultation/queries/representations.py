"""Who is behind a formal comment, and what its author needs to know to make one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.representations import Representation
from consultation.rules.comments import Lane
from consultation.rules.consultations import is_over, window_of
from consultation.rules.representations import may_become_formal, may_represent
from foundation.accounts.models.authorities import Authority
from foundation.accounts.queries.correspondents import correspondent
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.decisions import Decision


@dataclass(frozen=True, slots=True)
class FormalStanding:
    """How a comment stands to the formal lane.

    Args:
        publishing: what is published of it: as promised where it is formal, else as it would be.
        may_become: whether it can become formal now, and why not.
        is_over: the last day has passed; what becomes formal now is late.
    """

    is_formal: bool
    publishing: Publishing
    may_become: Decision
    is_over: bool
    closes_at: datetime | None


def formal_standing(
    session: Session, authority_id: UUID, comment_id: UUID, now: datetime
) -> FormalStanding | None:
    """Return how one comment stands to the formal lane, or None without one."""
    asked = (
        select(
            Comment.lane,
            Comment.depth,
            Comment.feedback_status,
            Comment.moderation,
            Consultation.kind,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Authority.late_comments,
            Authority.publishing,
            Representation.publishing.label("promised"),
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .join(Authority, Authority.id == Comment.authority_id)
        .outerjoin(Representation, Representation.comment_id == Comment.id)
        .where(Comment.id == comment_id, Comment.authority_id == authority_id)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    window = window_of(found)
    may_now = may_represent(found.kind, window, now)
    may_it = may_become_formal(found.depth, found.feedback_status, found.moderation)
    return FormalStanding(
        is_formal=found.lane is Lane.REPRESENTATION,
        publishing=found.promised or found.publishing,
        may_become=may_it if may_now else may_now,
        is_over=is_over(window, now),
        closes_at=found.closes_at,
    )


def signatory_of(session: Session, authority_id: UUID, comment_id: UUID) -> Signatory | None:
    """Return who is behind a formal comment of one council, or None."""
    known = session.scalar(
        select(Representation.correspondent_id)
        .join(Comment, Comment.id == Representation.comment_id)
        .where(Comment.id == comment_id, Comment.authority_id == authority_id)
    )
    return correspondent(session, authority_id, known) if known else None
