"""What a planned consultation gets in the way of, and what to do instead of asking once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultation.rules.loads import DAY, YEAR, Ask, Budget, Load, Subject, loads

MOST_TO_READ = 3

LOOKS_BACK = 2 * YEAR
"""What people said in the last two years is worth reading before they are asked again."""


class Instead(StrEnum):
    """What can be done."""

    MERGE = "merge"
    MOVE = "move"
    REUSE = "reuse"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another consultation that is open at the same time, and whom both ask."""

    ask: Ask
    shared: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do: with which *ask*, or to which first day."""

    instead: Instead
    ask: Ask | None = None
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a planned consultation adds: the load with it, what it meets, and what to do."""

    loads: tuple[Load, ...]
    overlaps: tuple[Overlap, ...]
    suggestions: tuple[Suggestion, ...]


def weigh(new: Ask, others: Sequence[Ask], budget: Budget) -> Weighed:
    """Say what *new* adds to the *others* for those whom it asks, in the year to its last day."""
    asked = {subject.key for subject in new.subjects}
    carried = loads([*others, new], new.last, budget)
    own = tuple(load for load in carried if load.subject.key in asked)
    met = overlaps(new, others)
    return Weighed(own, met, tuple(_suggestions(new, others, own, met)))


def overlaps(new: Ask, others: Sequence[Ask]) -> tuple[Overlap, ...]:
    """Return the others that are open on a day of *new* and ask some of the same, by their days."""
    found = [Overlap(ask, new.shares(ask)) for ask in others if ask.meets(new)]
    shared = [each for each in found if each.shared]
    return tuple(sorted(shared, key=lambda each: (each.ask.first, each.ask.title)))


def free_from(new: Ask, others: Sequence[Ask]) -> date:
    """Return the first day from which *new*, as long as it is, meets none of those it would."""
    near = [ask for ask in others if new.shares(ask) and ask.last >= new.first]
    length = new.last - new.first
    first = new.first
    while True:
        in_the_way = [ask for ask in near if ask.first <= first + length and first <= ask.last]
        if not in_the_way:
            return first
        first = max(ask.last for ask in in_the_way) + DAY


def _suggestions(
    new: Ask, others: Sequence[Ask], own: Sequence[Load], met: Sequence[Overlap]
) -> list[Suggestion]:
    found = [Suggestion(Instead.MERGE, each.ask) for each in met if not each.ask.is_public]
    if met or any(load.is_over for load in own):
        first = free_from(new, others)
        if first > new.first:
            found.append(Suggestion(Instead.MOVE, first=first))
    heard = [ask for ask in others if ask.comments and ask.last >= new.first - LOOKS_BACK]
    nearest = sorted(
        (ask for ask in heard if new.shares(ask)),
        key=lambda ask: (-len(new.shares(ask)), -ask.comments, ask.title),
    )
    return [*found, *(Suggestion(Instead.REUSE, ask) for ask in nearest[:MOST_TO_READ])]
