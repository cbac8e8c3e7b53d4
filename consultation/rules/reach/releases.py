"""When the figures of a consultation may move, and to what.

Figures are published in snapshots. Between two of them a figure stays as it was, or a whole batch
of people stands behind its change, so that nobody can be seen to arrive or to leave. Who is not
part of a batch yet waits for the next snapshot; at the end some wait for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from consultation.rules.reach.auditor import Contradictory, Narrow, audit
from consultation.rules.reach.figures import (
    BATCH,
    LEAST_SHOWN,
    LEAST_TOTAL,
    Cell,
    is_dominated,
    shown,
)
from consultation.rules.reach.snapshots import EVERYBODY, Counted, Place, Snapshot, Withheld
from foundation.base.decisions import YES, Decision

MONDAY = 0
"""New figures come out on one day of the week, whoever came when: an hour of publication that
followed an arrival would tell who arrived."""


class NotReleased(StrEnum):
    """Why the figures stay as they are."""

    TOO_FEW = "too_few"
    NOTHING_MOVED = "nothing_moved"
    WOULD_REVEAL = "would_reveal"


@dataclass(frozen=True, slots=True)
class Released:
    """What came of a try.

    With a *snapshot* come the *cells* as they are counted from now on; without one, *decision* says
    why not, and *narrow* what would have been revealed.
    """

    decision: Decision
    snapshot: Snapshot | None = None
    cells: Mapping[Place, Cell] = field(default_factory=dict)
    narrow: tuple[Narrow, ...] = ()


def release(history: Sequence[Snapshot], counted: Counted, *, is_final: bool = False) -> Released:
    """Try to publish what is *counted* after everything in *history*, oldest first."""
    last = history[-1] if history else None
    if last is None and shown(counted.cells[EVERYBODY].everybody(), LEAST_TOTAL) is None:
        return Released(Decision(NotReleased.TOO_FEW))
    wanted, cells = _next(last, counted, is_final=is_final)
    if last is not None and wanted.figures == last.figures and not is_final:
        return Released(Decision(NotReleased.NOTHING_MOVED))
    narrow: tuple[Narrow, ...] = ()
    for offered in (wanted, wanted.without_totals()):
        try:
            found = audit([*history, offered])
        except Contradictory:
            continue
        if not found:
            return Released(YES, offered, cells)
        narrow = narrow or found
    return Released(Decision(NotReleased.WOULD_REVEAL), narrow=narrow)


def is_due(last: date | None, today: date) -> bool:
    """Tell whether figures may be published today: on Mondays, and once."""
    return today.weekday() == MONDAY and (last is None or last < today)


def moved(last: int | None, cell: Cell, least: int = LEAST_SHOWN) -> Cell | None:
    """Return the cell as it is counted from now on, or None where its figure may not move yet."""
    batched = cell.batched()
    fresh = shown(batched, least)
    if last is not None and fresh is not None and 0 < abs(fresh - last) < BATCH:
        return None
    return batched


def _next(
    last: Snapshot | None, counted: Counted, *, is_final: bool
) -> tuple[Snapshot, dict[Place, Cell]]:
    figures: dict[Place, int | None] = {}
    cells: dict[Place, Cell] = {}
    withheld = _withheld(last, counted)
    for place, cell in counted.cells.items():
        if place[0] in withheld:
            continue
        least = LEAST_SHOWN if place[1] else LEAST_TOTAL
        is_new = last is None or (place not in last.figures and place[0] in last.withheld)
        if not is_new and last is not None and place not in last.figures:
            continue
        before = None if is_new or last is None else last.figures[place]
        now = cell.everybody() if is_new else moved(before, cell, least)
        cells[place] = now or cell
        figures[place] = shown(now, least) if now else before
    return Snapshot(figures, withheld, counted.comments, is_final), cells


def _withheld(last: Snapshot | None, counted: Counted) -> dict[str, Withheld]:
    """Return the tables that stay closed; one that has been shown stays open."""
    found: dict[str, Withheld] = {}
    for table, names in counted.tables().items():
        if last is not None and table not in last.withheld:
            continue
        if shown(counted.cells[table, ""].everybody(), LEAST_TOTAL) is None:
            found[table] = Withheld.TOO_FEW
        elif is_dominated([counted.cells[table, name] for name in names]):
            found[table] = Withheld.DOMINATED
    return found
