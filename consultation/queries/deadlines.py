"""What the clock sets off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.rules.consultations import ConsultationStatus


def councils_due(session: Session, now: datetime) -> Sequence[UUID]:
    """Return the authorities that have a consultation to open or to close."""
    opens = and_(
        Consultation.status == ConsultationStatus.SCHEDULED,
        Consultation.opens_at <= now,
        Consultation.closes_at.is_not(None),
    )
    closes = and_(Consultation.status == ConsultationStatus.OPEN, Consultation.closes_at <= now)
    due = select(Consultation.authority_id).where(or_(opens, closes)).distinct()
    return session.scalars(due.order_by(Consultation.authority_id)).all()
