"""Attacks on published figures, and the run of a whole consultation for them to work on.

A policy turns the truth into what is seen. Ours is `consultation.rules.reach.releases`; the naive
one is what many dashboards do: live, exact, and small numbers starred out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from consultation.rules.reach.figures import BASE, BATCH, BLUR, LATE, LEAST_SHOWN, LEAST_TOTAL
from consultation.rules.reach.releases import release
from consultation.rules.reach.snapshots import Counted, Place, Snapshot
from tests.consultation.reach.synthetic import Consultation

WIDE = 5
MANY = 10_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What was public at one moment, and the truth that nobody was to learn."""

    snapshot: Snapshot | None
    truth: Counted


class Policy(Protocol):
    """What may be seen, and what a figure tells an opponent."""

    def look(self, of: Consultation) -> Seen:
        """Return what the public sees now."""

    def publish(self, of: Consultation, *, is_final: bool) -> Seen:
        """Return what the public sees after the day in the week for new figures."""

    def bounds(self, place: Place, figure: int | None) -> tuple[int, int]:
        """Return the least and the most people behind a figure."""


@dataclass(slots=True)
class Ours:
    """Snapshots by the rules of releases, tried once a week."""

    history: list[Snapshot] = field(default_factory=list)

    def look(self, of: Consultation) -> Seen:
        """Show the last snapshot, whoever has come since."""
        return Seen(self.history[-1] if self.history else None, Counted({}, of.comments))

    def publish(self, of: Consultation, *, is_final: bool) -> Seen:
        """Release, where the rules let us."""
        truth = of.counted()
        made = release(self.history, truth, is_final=is_final)
        if made.snapshot is not None:
            self.history.append(made.snapshot)
            of.released(made.cells)
        return Seen(self.history[-1] if self.history else None, truth)

    def bounds(self, place: Place, figure: int | None) -> tuple[int, int]:
        """A figure is blurred, and it may be one that has not moved yet."""
        if figure is None:
            least_shown = LEAST_SHOWN if place[1] else LEAST_TOTAL
            return 0, least_shown - BASE + BLUR + LATE
        return figure - BLUR, figure + BLUR + LATE


@dataclass(slots=True)
class Naive:
    """Live and exact, with cells under five suppressed."""

    def look(self, of: Consultation) -> Seen:
        """Show everything there is."""
        return self.publish(of, is_final=False)

    def publish(self, of: Consultation, *, is_final: bool) -> Seen:
        """Show what is shown all the time."""
        truth = of.counted()
        of.released({place: cell.everybody() for place, cell in truth.cells.items()})
        figures = {
            place: cell.people if cell.people >= WIDE or not place[1] else None
            for place, cell in truth.cells.items()
        }
        return Seen(Snapshot(figures, {}, truth.comments, is_final), truth)

    def bounds(self, place: Place, figure: int | None) -> tuple[int, int]:
        """Exact where it is shown."""
        del place
        return (0, WIDE - 1) if figure is None else (figure, figure)


def watched(consultation: Consultation, policy: Policy, *, weeks: int = 6) -> Iterator[Seen]:
    """Yield what an opponent sees who reloads the page after every single arrival."""
    for week in range(1, weeks + 1):
        for _came in consultation.come(consultation.random.randint(1, 60)):
            yield policy.look(consultation)
        yield policy.publish(consultation, is_final=week == weeks)


def suppressed_margins(policy: Policy, snapshot: Snapshot) -> Iterator[str]:
    """Subtract what is shown from the total, to get at what is not."""
    for (table, cell), total in snapshot.figures.items():
        if cell:
            continue
        low, high = policy.bounds((table, ""), total)
        inside = {
            place: policy.bounds(place, figure)
            for place, figure in snapshot.figures.items()
            if place[0] == table and place[1]
        }
        for place, own in inside.items():
            others = [bounds for other, bounds in inside.items() if other != place]
            least = max(own[0], low - sum(most for _, most in others))
            most = min(own[1], high - sum(each for each, _ in others))
            if snapshot.figures[place] is None and most - least < WIDE:
                yield f"margin: {place} is {least} to {most}"


def live_refresh(seen: list[Seen]) -> Iterator[str]:
    """Compare the page before and after one arrival: what moved tells who came, or who left."""
    for before, after in pairwise(seen):
        came = after.truth.comments > before.truth.comments
        for place in _moved(before, after):
            if came:
                yield f"refresh: {place} moved when one person came"


def add_and_remove(seen: list[Seen]) -> Iterator[str]:
    """Look for a figure that moved though less than a batch came and less than a batch left."""
    for before, after in pairwise(seen):
        for place in _moved(before, after):
            cell = after.truth.cells[place]
            if cell.added.people < BATCH and cell.removed.people < BATCH:
                yield f"batch: {place} moved for {cell.added.people} and {cell.removed.people}"


def knows_all_but_one(policy: Policy, seen: Seen) -> Iterator[str]:
    """Know every answer but one, and read the last one off an exact figure."""
    if seen.snapshot is None:
        return
    for place, figure in seen.snapshot.figures.items():
        low, high = policy.bounds(place, figure)
        if low == high == seen.truth.cells[place].people:
            yield f"all but one: {place} is exactly {low}"


def overlapping_areas(policy: Policy, whole: Snapshot, part: Snapshot) -> Iterator[str]:
    """Subtract an area, or one consultation, from a larger one that contains it."""
    for place in whole.figures.keys() & part.figures.keys():
        large = policy.bounds(place, whole.figures[place])
        small = policy.bounds(place, part.figures[place])
        least, most = max(0, large[0] - small[1]), large[1] - small[0]
        if most - least < WIDE:
            yield f"overlap: {place} in the rest is {least} to {most}"


def _moved(before: Seen, after: Seen) -> Iterator[Place]:
    """Yield the figures that were there before and are others now."""
    if before.snapshot is None or after.snapshot is None:
        return
    old, new = before.snapshot.figures, after.snapshot.figures
    yield from (place for place in new if place in old and old[place] != new[place])
