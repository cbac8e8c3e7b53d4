"""How well a loop closes: how many have heard what became of their comment, and how soon.

Days are working days. A percentile is one by nearest rank: the smallest number of days within
which at least that share heard, so “half within 3 working days” is true as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import ceil

from consultation.rules.comments import Kind
from consultation.rules.wards import FEWEST
from foundation.base.working_days import working_days_between

HALF, NINE_IN_TEN = 50, 90


class Part(StrEnum):
    """Of which comments something is counted."""

    ALL = "all"
    KIND = "kind"
    TOPIC = "topic"
    WARD = "ward"


SMALL_HIDDEN = frozenset({Part.TOPIC, Part.WARD})
"""Parts that are shown only where as many comments are in them as the map of wards asks for."""


@dataclass(frozen=True, slots=True)
class LoopFact:
    """What happened to one comment, in London days.

    Args:
        answered_on: when its author first heard from the council, by an answer or an outcome.
        ended_on: when it was closed or taken back; None while it is open, or open again.
    """

    kind: Kind
    topics: tuple[str, ...]
    ward_code: str | None
    posted_on: date
    answered_on: date | None
    ended_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class LoopCount:
    """How a part of the comments fared; days are None where nobody has heard yet.

    Args:
        answer_half: within how many working days half of those *answered* heard first;
            *answer_most* is the same for nine in ten.
        fate_half: within how many half of those *ended* knew what came of it; *fate_most* alike.
    """

    comments: int
    answered: int
    ended: int
    overdue: int
    answer_half: int | None
    answer_most: int | None
    fate_half: int | None
    fate_most: int | None


Slice = tuple[Part, str]
"""A part and which one of it: a kind, a topic or a ward; all has only one, ``""``."""


def percentile(days: Sequence[int], share: int) -> int | None:
    """Return the fewest days within which *share* per cent of *days* lie; None without any."""
    in_order = sorted(days)
    return in_order[max(ceil(len(in_order) * share / 100), 1) - 1] if in_order else None


def loop_counts(facts: Iterable[LoopFact], week: Set[int]) -> dict[Slice, LoopCount]:
    """Return every slice in which there are comments with its figures; all is always there.

    *week* holds the days on which the council works, Monday = 1.
    """
    slices: dict[Slice, list[LoopFact]] = defaultdict(list)
    slices[Part.ALL, ""] = []
    for fact in facts:
        for each in _slices(fact):
            slices[each].append(fact)
    return {each: _count(inside, frozenset(week)) for each, inside in slices.items()}


def is_shown(part: Part, comments: int) -> bool:
    """Tell whether a slice is large enough to say more about a place than about people."""
    return comments >= FEWEST or part not in SMALL_HIDDEN


def _slices(fact: LoopFact) -> list[Slice]:
    topics = [(Part.TOPIC, topic) for topic in fact.topics]
    ward = [(Part.WARD, fact.ward_code)] if fact.ward_code else []
    return [(Part.ALL, ""), (Part.KIND, fact.kind.value), *topics, *ward]


def _count(facts: Sequence[LoopFact], week: frozenset[int]) -> LoopCount:
    answers = [_days(fact.posted_on, fact.answered_on, week) for fact in facts if fact.answered_on]
    fates = [_days(fact.posted_on, fact.ended_on, week) for fact in facts if fact.ended_on]
    return LoopCount(
        comments=len(facts),
        answered=len(answers),
        ended=len(fates),
        overdue=sum(fact.is_overdue for fact in facts),
        answer_half=percentile(answers, HALF),
        answer_most=percentile(answers, NINE_IN_TEN),
        fate_half=percentile(fates, HALF),
        fate_most=percentile(fates, NINE_IN_TEN),
    )


@lru_cache(maxsize=4096)
def _days(posted_on: date, day: date, week: frozenset[int]) -> int:
    return working_days_between(posted_on, day, week)
