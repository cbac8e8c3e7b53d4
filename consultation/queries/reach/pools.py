"""What was published of several consultations together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.reach.pools import ReachPool
from consultation.queries.reach.benchmarks import benchmarks
from consultation.queries.reach.heard import Heard, heard_table, residents_by_ward
from consultation.rules.reach.pools import Pool, Scope
from consultation.rules.reach.snapshots import EVERYBODY, Snapshot, Withheld
from consultation.rules.reach.traits import Trait
from geo.queries.wards import WardFacts, wards_of


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One pool: how many *consultations* are in it, and what was published."""

    quarter: str
    pool: Pool
    title: str
    consultations: int
    snapshot: Snapshot
    released_at: datetime

    @property
    def people(self) -> int | None:
        """How many said something of themselves; None where it is withheld."""
        return self.snapshot.figures.get(EVERYBODY)


def pool_quarters(session: Session, authority_id: UUID) -> tuple[str, ...]:
    """Return the quarters that were pooled with something to show, the latest first."""
    found = select(ReachPool.quarter).where(ReachPool.authority_id == authority_id).distinct()
    return tuple(session.scalars(found.order_by(ReachPool.quarter.desc())))


def pools_in(session: Session, authority_id: UUID, quarter: str) -> tuple[PoolRow, ...]:
    """Return the pools of a quarter, the whole council first, then by name."""
    names = {ward.code: ward.name for ward in wards_of(session, authority_id)}
    rows = session.scalars(
        select(ReachPool).where(
            ReachPool.authority_id == authority_id, ReachPool.quarter == quarter
        )
    )
    found = [_row(row, names) for row in rows]
    order = list(Scope)
    return tuple(sorted(found, key=lambda row: (order.index(row.pool.scope), row.title)))


def heard_in_pool(session: Session, authority_id: UUID, row: PoolRow) -> Heard:
    """Return who was heard in a pool, beside those who live in its ward or in the whole area."""
    known = wards_of(session, authority_id)
    within = _within(known, row.pool)
    codes = [ward.code for ward in within]
    living = benchmarks(session, authority_id, codes)
    if row.pool.scope is not Scope.WARD:
        by_ward = residents_by_ward(known, frozenset(codes))
        living |= {Trait.WARD: by_ward} if by_ward else {}
    wards = {ward.code: ward.name for ward in known}
    shown = {table for table, cell in row.snapshot.figures if cell} | set(row.snapshot.withheld)
    traits = [trait for trait in Trait if trait.value in shown]
    return Heard(
        asks=True,
        tables=tuple(heard_table(each, row.snapshot, living.get(each), wards) for each in traits),
        people=row.people,
        comments=row.snapshot.comments,
        is_final=True,
        released_at=row.released_at,
        wards=wards,
        catchment=tuple(ward.name for ward in within) if row.pool.scope is Scope.WARD else (),
    )


def _within(known: Sequence[WardFacts], pool: Pool) -> list[WardFacts]:
    if pool.scope is Scope.WARD:
        return [ward for ward in known if ward.code == pool.name]
    return list(known)


def _row(row: ReachPool, names: dict[str, str]) -> PoolRow:
    title = names.get(row.name, row.name) if row.scope is Scope.WARD else row.name
    return PoolRow(
        row.quarter,
        Pool(row.scope, row.name),
        title,
        row.consultations,
        Snapshot(
            figures={(table, cell): figure for table, cell, figure in row.figures},
            withheld={table: Withheld(reason) for table, reason in row.withheld.items()},
            comments=row.comments,
            is_final=True,
        ),
        row.released_at,
    )
