"""The order of submissions by three methods, where the methods differ, and how ties are broken.

Source: programme-field.md §4.4, §4.5 and §4.8. The order published is that of moderated totals;
nothing is ever drawn by lot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from uuid import UUID

from foundation.base.words import Said, say
from programme.rules.criteria import Criterion, by_weight

DIGITS = 9
"""Normalised totals are equal when they are so to this many places."""

Value = Fraction | float


class Method(StrEnum):
    """Which totals are compared."""

    RAW = "raw"
    NORMALISED = "normalised"
    MODERATED = "moderated"


class TieBreak(StrEnum):
    """What put one submission before the next."""

    FAILED = "failed"
    TOTAL = "total"
    CRITERION = "criterion"
    COST = "cost"
    TIME = "time"
    CHAIR = "chair"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a submission is ordered by.

    ``marks`` are settled marks by the code of the criterion, None where it does not apply;
    ``cost`` is that of five years in pence, None where it is not known.
    """

    submission_id: UUID
    total: Fraction
    marks: Mapping[str, Fraction | None]
    submitted_at: datetime
    cost: int | None = None
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A rank from 1, and what put this submission behind the one before it.

    Two that nothing told apart share a rank, with ``OPEN``: the chair has to decide.
    """

    submission_id: UUID
    rank: int
    behind_by: TieBreak | None


@dataclass(frozen=True, slots=True)
class RankFlip:
    """*first* is ahead of *second* in raw totals, and behind in those of *method*."""

    first: UUID
    second: UUID
    method: Method


def ranks(totals: Mapping[UUID, Value]) -> dict[UUID, int]:
    """Return the rank of every submission, 1 for the highest; equal totals share one."""
    rounded = {each: _comparable(total) for each, total in totals.items()}
    return {
        each: 1 + sum(other > total for other in rounded.values())
        for each, total in rounded.items()
    }


def rank_flips(
    raw: Mapping[UUID, Value], others: Mapping[Method, Mapping[UUID, Value]]
) -> tuple[RankFlip, ...]:
    """Return every pair that another method puts the other way round than raw totals do."""
    before = ranks(raw)
    in_order = sorted(before, key=before.__getitem__)
    return tuple(
        RankFlip(first, second, method)
        for method, totals in others.items()
        for after in (ranks(totals),)
        for first, second in combinations(in_order, 2)
        if before[first] < before[second] and after[first] > after[second]
    )


def gain_or_lose(
    raw: Mapping[UUID, Value], other: Mapping[UUID, Value], places: int
) -> frozenset[UUID]:
    """Return who is among the first *places* by one method and not by the other."""
    one, two = (
        {each for each, rank in ranks(totals).items() if rank <= places} for totals in (raw, other)
    )
    return frozenset(one ^ two)


def flip_words(method: Method, changed: int) -> Said:
    """Return what a warning about rank flips says; *changed*: how many gain or lose a place."""
    if changed:
        return say(
            "The order depends on the method: {changed} submissions gain or lose a place.",
            changed=changed,
        )
    if method is Method.MODERATED:
        return say("Moderation changes the order, but nobody gains or loses a place.")
    return say("The order depends on the method, but nobody gains or loses a place.")


def order_of(
    standings: Sequence[Standing],
    criteria: Sequence[Criterion],
    chair: Sequence[UUID] = (),
) -> tuple[Place, ...]:
    """Return the published order.

    Those that fail a least mark come last. Then: total; the criteria, heaviest first; lower cost
    of five years (known before unknown); earlier time; what the *chair* recorded, first one first.
    Somebody the chair did not name comes after those named.
    """
    steps = _steps(criteria)
    keyed = sorted(
        ((_key(each, criteria, chair), each.submission_id) for each in standings),
        key=lambda pair: (pair[0], pair[1]),
    )
    places: list[Place] = []
    for number, (key, submission_id) in enumerate(keyed, start=1):
        before = keyed[number - 2][0] if number > 1 else None
        behind_by = None if before is None else _first_difference(before, key, steps)
        rank = places[-1].rank if behind_by is TieBreak.OPEN else number
        places.append(Place(submission_id, rank, behind_by))
    return tuple(places)


def needs_chair(places: Sequence[Place]) -> bool:
    """Tell whether the published order leaves a tie that the chair has to decide."""
    return any(place.behind_by is TieBreak.OPEN for place in places)


def tied(places: Sequence[Place]) -> frozenset[UUID]:
    """Return the submissions that share a rank and nothing tells apart."""
    shared = {place.rank for place in places if place.behind_by is TieBreak.OPEN}
    return frozenset(place.submission_id for place in places if place.rank in shared)


_Key = tuple[tuple[bool, float | Fraction], ...]


def _key(each: Standing, criteria: Sequence[Criterion], chair: Sequence[UUID]) -> _Key:
    """One pair for each step: whether it is unknown, then the value, the better the lower."""
    marks = (each.marks.get(criterion.code) for criterion in by_weight(criteria))
    is_named = each.submission_id in chair
    return (
        (each.fails, 0),
        (False, -each.total),
        *((mark is None, -(mark or Fraction(0))) for mark in marks),
        (each.cost is None, Fraction(each.cost or 0)),
        (False, Fraction(each.submitted_at.timestamp())),
        (not is_named, chair.index(each.submission_id) if is_named else 0),
    )


def _steps(criteria: Sequence[Criterion]) -> tuple[TieBreak, ...]:
    return (
        TieBreak.FAILED,
        TieBreak.TOTAL,
        *(TieBreak.CRITERION for _ in criteria),
        TieBreak.COST,
        TieBreak.TIME,
        TieBreak.CHAIR,
    )


def _first_difference(before: _Key, after: _Key, steps: Sequence[TieBreak]) -> TieBreak:
    pairs = zip(before, after, steps, strict=True)
    return next((step for one, two, step in pairs if one != two), TieBreak.OPEN)


def _comparable(total: Value) -> Value:
    return round(total, DIGITS) if isinstance(total, float) else total
