"""The ledger of what people are asked, by us and by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation, Tally
from consultation.models.loads import AskedElsewhere, ConsultationLoad, LoadBudget
from consultation.models.places import ConsultationArea
from consultation.models.plans import ConsultationPlan
from consultation.models.reach.asked import CatchmentWard
from consultation.rules.consultations import PUBLIC, ConsultationStatus
from consultation.rules.loads import USUAL_MINUTES, Ask, Budget, Subject, Whom
from foundation.base.clock import london_day
from geo.models.wards import Ward, WardOutline
from geo.spatial import intersects


@dataclass(frozen=True, slots=True)
class OwnLoad:
    """What a consultation of ours takes of one person, and the organisations it asks."""

    minutes: int
    organisations: str


def budget_of(session: Session, authority_id: UUID) -> Budget:
    """Return how much a council lets people be asked."""
    row = session.get(LoadBudget, authority_id)
    return Budget(row.ward, row.group, row.organisation) if row else Budget()


def own_load(session: Session, consultation_id: UUID) -> OwnLoad:
    """Return what was said of a consultation's load, or what is usual."""
    row = session.get(ConsultationLoad, consultation_id)
    return OwnLoad(row.minutes, row.organisations) if row else OwnLoad(USUAL_MINUTES, "")


def asks_of(session: Session, authority_id: UUID, *, today: date) -> tuple[Ask, ...]:
    """Return every consultation of a council, and of others in its area, in four statements.

    One of ours without days counts as one that is open *today* only: nobody knows how long.
    """
    return (*_ours(session, authority_id, today), *_others(session, authority_id))


def _ours(session: Session, authority_id: UUID, today: date) -> Iterable[Ask]:
    wards = _wards(session, authority_id)
    rows = session.execute(
        select(
            Consultation.id,
            Consultation.slug,
            Consultation.title,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            ConsultationLoad.minutes,
            ConsultationLoad.organisations,
            ConsultationPlan.audiences,
            Tally.comments,
        )
        .outerjoin(ConsultationLoad, ConsultationLoad.consultation_id == Consultation.id)
        .outerjoin(ConsultationPlan, ConsultationPlan.consultation_id == Consultation.id)
        .outerjoin(Tally, Tally.consultation_id == Consultation.id)
        .where(
            Consultation.authority_id == authority_id,
            Consultation.status != ConsultationStatus.WITHDRAWN,
        )
        .order_by(Consultation.id)
    )
    for row in rows:
        first = london_day(row.opens_at) if row.opens_at else today
        last = london_day(row.closes_at) if row.closes_at else first
        yield Ask(
            title=row.title,
            first=first,
            last=max(first, last),
            minutes=row.minutes or USUAL_MINUTES,
            subjects=_subjects(wards[row.id], row.audiences or "", row.organisations or ""),
            slug=row.slug,
            is_public=row.status in PUBLIC,
            comments=row.comments or 0,
        )


def _others(session: Session, authority_id: UUID) -> Iterable[Ask]:
    rows = session.scalars(
        select(AskedElsewhere)
        .where(AskedElsewhere.authority_id == authority_id)
        .order_by(AskedElsewhere.first_on, AskedElsewhere.id)
    )
    for row in rows:
        yield Ask(
            title=row.title,
            first=row.first_on,
            last=row.last_on,
            minutes=row.minutes,
            subjects=_subjects(row.wards.splitlines(), row.groups, row.organisations),
            organiser=row.organiser,
            url=row.url,
        )


def _wards(session: Session, authority_id: UUID) -> dict[UUID, list[str]]:
    """Return the wards that each of ours asks, by code: those chosen, else those of its land."""
    found: dict[UUID, list[str]] = defaultdict(list)
    chosen = (
        select(CatchmentWard.consultation_id, Ward.code)
        .join(Ward, Ward.id == CatchmentWard.ward_id)
        .where(Ward.authority_id == authority_id)
        .order_by(Ward.code)
    )
    for consultation_id, code in session.execute(chosen):
        found[consultation_id].append(code)
    around = (
        select(ConsultationArea.consultation_id, Ward.code)
        .join(WardOutline, intersects(ConsultationArea.geom, WardOutline.geom))
        .join(Ward, Ward.id == WardOutline.ward_id)
        .join(Consultation, Consultation.id == ConsultationArea.consultation_id)
        .where(Ward.authority_id == authority_id, Consultation.authority_id == authority_id)
        .order_by(Ward.code)
    )
    chosen_by = frozenset(found)
    for consultation_id, code in session.execute(around):
        if consultation_id not in chosen_by:
            found[consultation_id].append(code)
    return found


def _subjects(wards: Iterable[str], groups: str, organisations: str) -> tuple[Subject, ...]:
    return (
        *(Subject(Whom.WARD, code) for code in wards),
        *(Subject(Whom.GROUP, line.strip()) for line in groups.splitlines() if line.strip()),
        *(Subject(Whom.ORGANISATION, line) for line in organisations.splitlines() if line),
    )
