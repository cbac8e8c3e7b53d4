"""What a session that goes to a group is expected to do, and what it did.

The session itself is planned and held in ``rules/sessions.py``; here stands whom it was to find.

What it did is read off released figures alone, as everybody can: how far the group's figure moved
between the last release before the session and the latest after it. Others came in those weeks too,
so it is a measure and no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from consultation.rules.reach.figures import BASE
from consultation.rules.reach.findings import Compared, compare
from consultation.rules.reach.next_steps import BY_TRAIT, WAYS, Way
from consultation.rules.reach.snapshots import Snapshot
from consultation.rules.reach.traits import Trait

USUAL_PEOPLE = 10
"""How many of its group one session is expected to hear before any has been measured."""

YOUNG = frozenset({(Trait.AGE, "under_16"), (Trait.AGE, "16_24")})
"""Groups that schools and youth groups lead to: a class can answer together."""


@dataclass(frozen=True, slots=True)
class Session:
    """A visit, stall or drop-in for one group, on one day."""

    trait: Trait
    group: str
    way: Way
    held_on: date


@dataclass(frozen=True, slots=True)
class Effect:
    """The group's figure before and after; None where it was too small to show."""

    before: int | None
    after: int | None

    @property
    def people(self) -> int:
        """How many more were heard, as far as the figures say; hidden ones count as none."""
        return max(0, (self.after or 0) - (self.before or 0))


@dataclass(frozen=True, slots=True)
class Expected:
    """What so many *people* more would do: the group's share, and who is missing then."""

    people: int
    share_before: float | None
    share_after: float
    needed_after: int


def way_to(trait: Trait, group: str) -> Way:
    """Return how a group is usually found."""
    return WAYS.get((trait, group)) or BY_TRAIT.get(trait, Way.STREET_STALL)


def effect(of: Session, released: Sequence[tuple[date, Snapshot]]) -> Effect | None:
    """Return what a session did, from the releases in order; None before one came after it."""
    place = (of.trait.value, of.group)
    earlier = [snapshot for day, snapshot in released if day <= of.held_on]
    later = [snapshot for day, snapshot in released if day > of.held_on]
    if not later:
        return None
    before = earlier[-1].figures.get(place) if earlier else None
    return Effect(before, later[-1].figures.get(place))


def people_by(way: Way, effects: Iterable[tuple[Way, Effect]]) -> int:
    """Return how many a session of this kind hears, from what earlier ones achieved."""
    achieved = [each.people for own, each in effects if own is way]
    if not achieved:
        return USUAL_PEOPLE
    return max(BASE, round(sum(achieved) / len(achieved) / BASE) * BASE)


def expected(compared: Compared, group: str, people: int) -> Expected:
    """Return what a session would do if it heard *people* of a group, and nobody else came."""
    figures = {each.name: each.figure for each in compared.groups}
    before = next(each for each in compared.groups if each.name == group)
    figures[group] = (figures[group] or 0) + people
    # Shares among residents stand in for their numbers: only their proportions count.
    living = {each.name: round((each.residents or 0) * 1_000_000) for each in compared.groups}
    after = next(
        each
        for each in compare(figures, living, compared.total + people).groups
        if each.name == group
    )
    return Expected(people, before.heard, after.heard or 0.0, after.needed)
