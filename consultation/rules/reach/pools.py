"""Pools: the consultations that ended in one quarter, counted together.

Most consultations hear from too few people to say anything of them. Together they can be shown:
for the whole council, for each team that asked, and for each ward that they were about. A pool
comes out once, when its quarter is settled, and never moves; its consultations publish nothing of
their own after that. Who answered in two consultations counts twice: nothing leads from one to
the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from consultation.rules.reach.auditor import Contradictory
from consultation.rules.reach.figures import Cell, together
from consultation.rules.reach.pools_audit import PoolShown, Published, audit_pools
from consultation.rules.reach.releases import NotReleased, release
from consultation.rules.reach.snapshots import EVERYBODY, Counted, Place, Snapshot

FEWEST = 3
"""A pool has at least so many consultations in which somebody said something of themselves."""


class Scope(StrEnum):
    """What holds a pool together; those before contain those after."""

    COUNCIL = "council"
    TEAM = "team"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class Pool:
    """The consultations of one team, about one ward (by its code), or all, with an empty name."""

    scope: Scope
    name: str = ""


EVERYTHING = Pool(Scope.COUNCIL)


@dataclass(frozen=True, slots=True)
class Part:
    """One consultation: who said what in truth, what was published, and where it belongs.

    *comments* is the exact number that anybody can count.
    """

    consultation_id: UUID
    team: str | None
    ward: str | None
    comments: int
    cells: Mapping[Place, Cell]
    history: tuple[Snapshot, ...] = ()

    @property
    def pools(self) -> tuple[Pool, ...]:
        """The pools that it can be in."""
        own = ((Scope.TEAM, self.team), (Scope.WARD, self.ward))
        return (EVERYTHING, *(Pool(scope, name) for scope, name in own if name))


@dataclass(frozen=True, slots=True)
class Pooled:
    """What came of it: what may be published, and why the rest may not."""

    snapshots: Mapping[Pool, Snapshot] = field(default_factory=dict)
    refused: Mapping[Pool, NotReleased] = field(default_factory=dict)


def pools_of(parts: Sequence[Part]) -> dict[Pool, tuple[Part, ...]]:
    """Return each pool with its consultations, the larger pools first.

    A pool that would hold the same consultations as a larger one is left out: it says nothing new.
    """
    found: dict[Pool, list[Part]] = {}
    for part in parts:
        for pool in part.pools:
            found.setdefault(pool, []).append(part)
    order = sorted(found, key=lambda pool: (list(Scope).index(pool.scope), pool.name))
    kept: dict[Pool, tuple[Part, ...]] = {}
    for pool in order:
        if found[pool] and tuple(found[pool]) not in kept.values():
            kept[pool] = tuple(found[pool])
    return kept


def counted_together(parts: Sequence[Part]) -> Counted:
    """Return the truth about several consultations: nobody of one waits for a batch any more."""
    cells: dict[Place, Cell] = {}
    for part in parts:
        for place, cell in part.cells.items():
            cells[place] = together([cells.get(place, Cell()), cell.everybody()])
    return Counted(cells, sum(part.comments for part in parts))


def make_pools(parts: Sequence[Part]) -> Pooled:
    """Decide which pools of a settled quarter may be published.

    Each goes through the same rules as a consultation of its own; then the auditor reads all of
    them together with everything its consultations ever published. Where that tells too much, the
    pools are offered one by one, larger ones first, and each that would reveal something is left
    out, or loses its totals.
    """
    offered: dict[Pool, Snapshot] = {}
    refused: dict[Pool, NotReleased] = {}
    for each, members in pools_of(parts).items():
        made = _made(members)
        if isinstance(made, Snapshot):
            offered[each] = made
        else:
            refused[each] = made
    if not _reveals(parts, offered):
        return Pooled(offered, refused)
    let_through: dict[Pool, Snapshot] = {}
    for each, snapshot in offered.items():
        for tried in (snapshot, snapshot.without_totals()):
            if not _reveals(parts, {**let_through, each: tried}):
                let_through[each] = tried
                break
        else:
            refused[each] = NotReleased.WOULD_REVEAL
    return Pooled(let_through, refused)


def inside(parts: Sequence[Part], pool: Pool) -> tuple[Part, ...]:
    """Return the consultations that are in a pool."""
    return tuple(part for part in parts if pool in part.pools)


def _made(members: tuple[Part, ...]) -> Snapshot | NotReleased:
    if sum(part.cells[EVERYBODY].people > 0 for part in members) < FEWEST:
        return NotReleased.TOO_FEW
    made = release((), counted_together(members), is_final=True)
    return made.snapshot or NotReleased(str(made.decision.reason))


def _reveals(parts: Sequence[Part], snapshots: Mapping[Pool, Snapshot]) -> bool:
    """Tell whether anything could be told too exactly, or the figures fit nobody at all."""
    known = {
        part.consultation_id: Published(
            part.comments, frozenset(table for table, cell in part.cells if cell), part.history
        )
        for part in parts
    }
    shown = [
        PoolShown(frozenset(part.consultation_id for part in inside(parts, pool)), snapshot)
        for pool, snapshot in snapshots.items()
    ]
    try:
        return bool(audit_pools(known, shown))
    except Contradictory:
        return True
