"""What is planned for a consultation beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from consultation.models.consultations import Consultation
from consultation.models.plans import ConsultationPlan
from consultation.rules.plans import Origin, Route
from foundation.accounts.rules.authorities import Moderating


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan; empty where a file has made the consultation.

    Args:
        copied_from: title of the earlier consultation.
    """

    origin: Origin
    copied_from: str | None
    audiences: str
    routes: tuple[Route, ...]
    equality: str
    moderating: Moderating


def plan_row(session: Session, consultation_id: UUID) -> PlanRow:
    """Return what is planned, in one statement."""
    earlier = aliased(Consultation)
    found = session.execute(
        select(
            ConsultationPlan.origin,
            ConsultationPlan.audiences,
            ConsultationPlan.routes,
            ConsultationPlan.equality,
            Consultation.moderating,
            earlier.title,
        )
        .select_from(Consultation)
        .outerjoin(ConsultationPlan, ConsultationPlan.consultation_id == Consultation.id)
        .outerjoin(earlier, earlier.id == ConsultationPlan.copied_from_id)
        .where(Consultation.id == consultation_id)
    ).one()
    return PlanRow(
        found.origin or Origin.BLANK,
        found.title,
        found.audiences or "",
        tuple(Route(each) for each in (found.routes or "").split()),
        found.equality or "",
        found.moderating,
    )
