"""What is measured, and how: every contender of a job once a round, in an order drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from bench.machine import load_average
from bench.verdicts import Target

if TYPE_CHECKING:
    from bench.stage import Stage

OURS = "ours"
"""The name of the app under test in every setting of every job."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One measurement: *value* in the unit of its job; with *errors* it is invalid.

    *more* holds what is told beside it, such as ``{"p95 ms": 33.0}``.
    """

    value: float
    errors: int = 0
    more: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who does the job in one setting, such as ``16 at once`` or ``z14``.

    Args:
        measure: does it once, against fresh connections, and tells how fast that was.
        afterwards: drains queues and takes back what was written; not timed.
    """

    setting: str
    name: str
    measure: Callable[[], Reading]
    afterwards: Callable[[], None] = lambda: None

    @property
    def cell(self) -> tuple[str, str]:
        """Where its figures stand in the table."""
        return self.setting, self.name


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job that can be measured: who takes part, and whether all give the same answer.

    Args:
        differs: a sentence that says how the answers differ, or None; asked before any round.
        notes: sentences for the page, such as what is and is not in the path.
    """

    contenders: Sequence[Contender]
    differs: Callable[[], str | None]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One job that the app has to do fast.

    Args:
        key: ``J1`` to ``J7``.
        unit: of every value, ``req/s`` or ``ms``.
        targets: what is wanted of the ratios.
        prepare: starts what takes part, and stops all of it afterwards.
        curve: the setting whose cost for our app is drawn over the number of comments.
    """

    key: str
    title: str
    unit: str
    targets: tuple[Target, ...]
    prepare: Callable[[Stage], AbstractContextManager[Prepared]]
    curve: str | None = None


@dataclass(slots=True)
class Taken:
    """All readings of one job: cell → one for each round."""

    job: Job
    cells: dict[tuple[str, str], list[Reading]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)
    refused: str | None = None
    notes: tuple[str, ...] = ()

    def valid(self, setting: str, name: str) -> list[float | None]:
        """Return the values of one cell by round, None where there were errors."""
        readings = self.cells.get((setting, name), [])
        return [None if reading.errors else reading.value for reading in readings]


def measured(job: Job, prepared: Prepared, rounds: int, seed: int) -> Taken:
    """Measure every contender *rounds* times, unless their answers differ."""
    taken = Taken(job, notes=prepared.notes, refused=prepared.differs())
    if taken.refused:
        return taken
    order = Random(f"{seed} {job.key}")  # noqa: S311  an order, no secret
    for _ in range(rounds):
        taken.loads.append(load_average())
        for contender in _shuffled(prepared.contenders, order):
            taken.cells.setdefault(contender.cell, []).append(contender.measure())
            contender.afterwards()
    return taken


def _shuffled(contenders: Iterable[Contender], order: Random) -> list[Contender]:
    turns = list(contenders)
    order.shuffle(turns)
    return turns
