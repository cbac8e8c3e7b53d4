"""Prototypes: the own one of a firm, those the council reads, and what gate 4 asks of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.cohorts import CohortSeat
from programme.models.firms import Firm
from programme.models.prototypes import Prototype
from programme.models.showcases import ShowcaseSlot
from programme.queries.prototype_parts import ClaimRow, CostRow, claims_of, costs_of
from programme.rules.cohorts import STAYS, Side
from programme.rules.deployment_costs import CostKind, Span, is_costed, over_years, span_of
from programme.rules.prototypes import CHECKED, SEEN, PrototypeState
from programme.rules.showcases import Slot
from programme.rules.snapshots import Prototypes


@dataclass(frozen=True, slots=True)
class PrototypePage:
    """A prototype with all that was said of it; *slot* is when it is shown."""

    id: UUID
    seat_id: UUID
    firm: str
    challenge_id: UUID
    challenge: str
    challenge_slug: str
    title: str
    summary: str
    level: int | None
    state: PrototypeState
    judged_because: str | None
    changed_at: datetime
    claims: tuple[ClaimRow, ...]
    costs: tuple[CostRow, ...]
    slot: Slot | None

    @property
    def is_checked(self) -> bool:
        """Tell whether the council has checked it."""
        return self.state in CHECKED

    def span(self, kind: str) -> Span:
        """Return the sums of what is paid once, or each year."""
        return span_of([row.cost for row in self.costs], CostKind(kind))

    def over(self, years: int) -> Span:
        """Return what it costs to use it for some years."""
        return over_years([row.cost for row in self.costs], years)


def prototype_of_seat(session: Session, seat_id: UUID) -> PrototypePage | None:
    """Return what the firm of a seat builds; the caller has asked for the seat as its own."""
    found = _pages(session, _asked().where(Prototype.seat_id == seat_id))
    return found[0] if found else None


def prototype_page(
    session: Session, authority_id: UUID, prototype_id: UUID
) -> PrototypePage | None:
    """Return a prototype that was handed in to a council, or None."""
    found = _pages(
        session,
        _asked().where(
            Prototype.id == prototype_id,
            Challenge.authority_id == authority_id,
            Prototype.state.in_(SEEN),
        ),
    )
    return found[0] if found else None


def prototypes_of(
    session: Session, challenge_ids: Iterable[UUID], states: Iterable[PrototypeState] = SEEN
) -> tuple[PrototypePage, ...]:
    """Return the prototypes of a council's own challenges, by challenge, time and title."""
    return _pages(
        session,
        _asked().where(
            Prototype.challenge_id.in_(list(challenge_ids)), Prototype.state.in_(list(states))
        ),
    )


def prototype_facts(session: Session, challenge_id: UUID) -> Prototypes | None:
    """Return what gate 4 asks: of every firm with a seat, also of one that has written nothing."""
    asked = (
        select(Prototype.id, Prototype.state)
        .select_from(CohortSeat)
        .outerjoin(Prototype, Prototype.seat_id == CohortSeat.id)
        .where(
            CohortSeat.challenge_id == challenge_id,
            CohortSeat.side == Side.FIRM,
            CohortSeat.state.in_(STAYS),
        )
    )
    rows = session.execute(asked).all()
    if not rows:
        return None
    costs = costs_of(session, [row.id for row in rows if row.id])
    return Prototypes(
        planned=len(rows),
        verified=sum(row.state in CHECKED for row in rows),
        costed=sum(is_costed([each.cost for each in costs[row.id]]) for row in rows),
    )


def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Prototype,
            Firm.name,
            Challenge.title,
            Challenge.slug,
            ShowcaseSlot.starts_at,
            ShowcaseSlot.minutes,
        )
        .join(Firm, Firm.id == Prototype.firm_id)
        .join(Challenge, Challenge.id == Prototype.challenge_id)
        .outerjoin(ShowcaseSlot, ShowcaseSlot.prototype_id == Prototype.id)
        .order_by(
            Challenge.title,
            func.coalesce(ShowcaseSlot.starts_at, Prototype.changed_at),
            Prototype.title,
            Prototype.id,
        )
    )


def _pages(session: Session, asked: Select[*tuple[Any, ...]]) -> tuple[PrototypePage, ...]:
    rows = session.execute(asked).all()
    ids = [row.Prototype.id for row in rows]
    claims, costs = claims_of(session, ids), costs_of(session, ids)
    return tuple(
        PrototypePage(
            id=found.id,
            seat_id=found.seat_id,
            firm=firm,
            challenge_id=found.challenge_id,
            challenge=challenge,
            challenge_slug=slug,
            title=found.title,
            summary=found.summary,
            level=found.level,
            state=found.state,
            judged_because=found.judged_because,
            changed_at=found.changed_at,
            claims=tuple(claims[found.id]),
            costs=tuple(costs[found.id]),
            slot=Slot(starts_at, minutes) if starts_at else None,
        )
        for found, firm, challenge, slug, starts_at, minutes in rows
    )
