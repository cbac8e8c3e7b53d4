"""Consultations that ended in a quarter that can be pooled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.places import ConsultationArea
from consultation.models.reach.pools import PooledConsultation, ReachPool
from consultation.queries.reach.asked import Asking, asking
from consultation.rules.reach.quarters import Quarter
from foundation.base.clock import london_day
from geo.queries.wards import ward_at
from geo.spatial import drawn


@dataclass(frozen=True, slots=True)
class Ended:
    """A consultation that is over, the team that asked, and the ward in which its land lies."""

    asking: Asking
    team: str | None
    ward: str | None


def pooled_ids(session: Session) -> frozenset[UUID]:
    """Return the consultations whose quarter was pooled."""
    return frozenset(session.scalars(select(PooledConsultation.consultation_id)))


def quarters_to_pool(
    session: Session, over: frozenset[str], today: date
) -> Mapping[tuple[UUID, Quarter], tuple[Asking, ...]]:
    """Return the settled quarters of each council that were not pooled yet.

    *over* are the states of a consultation that has ended. One that ended in a quarter that was
    pooled without it is left out for good: a pool never moves.
    """
    done = _pooled(session)
    asks = {each.consultation_id: each for each in asking(session) if each.status in over}
    ends = select(Consultation.id, Consultation.closes_at).where(Consultation.id.in_(asks))
    found: dict[tuple[UUID, Quarter], list[Asking]] = {}
    for one, closes_at in session.execute(ends.order_by(Consultation.id)):
        if closes_at is None:
            continue
        quarter = Quarter.of(london_day(closes_at))
        key = (asks[one].authority_id, quarter)
        if quarter.is_settled(today) and (key[0], str(quarter)) not in done:
            found.setdefault(key, []).append(asks[one])
    return {key: tuple(found[key]) for key in sorted(found)}


def ended(session: Session, each: Asking) -> Ended:
    """Return one consultation with its team and its ward."""
    row = session.execute(
        select(Consultation.team, ConsultationArea.geom)
        .outerjoin(ConsultationArea, ConsultationArea.consultation_id == Consultation.id)
        .where(Consultation.id == each.consultation_id)
    ).one()
    ward = None
    if row.geom is not None:
        middle = drawn(row.geom).representative_point()
        ward = ward_at(session, each.authority_id, middle.x, middle.y)
    return Ended(each, row.team.strip() if row.team else None, ward.code if ward else None)


def _pooled(session: Session) -> set[tuple[UUID, str]]:
    """Return council and quarter of each that was pooled, also where nothing could be shown."""
    shown = select(ReachPool.authority_id, ReachPool.quarter).distinct()
    counted = (
        select(Consultation.authority_id, PooledConsultation.quarter)
        .join(Consultation, Consultation.id == PooledConsultation.consultation_id)
        .distinct()
    )
    return {(row[0], row[1]) for asked in (shown, counted) for row in session.execute(asked)}
