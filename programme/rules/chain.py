"""The chain from what residents said to what a contract promises: five steps, each there or not.

Source: programme-field.md §6, idea 2. A step that is missing or broken is shown as that, never
left out; what stands after it counts no more than it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import in_one_line
from programme.rules.drafts import LONGEST_TITLE, long, refuse

MOST_LINES = 30


class Link(StrEnum):
    """One step of the chain, in order."""

    THEME = "theme"
    MEASURE = "measure"
    CRITERION = "criterion"
    TEST = "test"
    PROMISE = "promise"


class LinkState(StrEnum):
    """How one step stands.

    *draft*: it is there and may still change. *open*: nothing is linked yet. *broken*: what was
    linked is gone. *failed*: it did not hold. *dropped*: it was decided not to go on.
    """

    THERE = "there"
    DRAFT = "draft"
    OPEN = "open"
    BROKEN = "broken"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ChainDraft:
    """What somebody links to a theme; None or empty where nothing is linked.

    Args:
        measure: the name of a measure of success.
        criterion: the code of a criterion.
        claim_id: a prototype's claim with its test.
        promise: the number of a promise of the contract.
        because: step → why it follows from the step before.
        dropped_because: why the theme goes no further.
    """

    measure: str = ""
    criterion: str = ""
    claim_id: UUID | None = None
    promise: int | None = None
    because: Mapping[Link, str] = field(default_factory=dict)
    dropped_because: str = ""


class WhyNot(StrEnum):
    """Why a line stays as it is."""

    TWICE = "twice"
    TOO_MANY = "too_many"
    CHANGED = "changed"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TWICE: say("This theme has a line already."),
    WhyNot.TOO_MANY: say("There are too many lines already. Remove one first."),
    WhyNot.CHANGED: say("Somebody changed this line while you wrote. Look at it, then save again."),
}


@dataclass(frozen=True, slots=True)
class ChainChanged(Event):
    """A line of the chain was begun, linked or removed; subject is the challenge."""

    kind: ClassVar[str] = "programme.chain.changed"
    programme_id: UUID
    number: int


def may_begin(*, has_line: bool, lines: int) -> Decision:
    """Decide whether a theme can begin one more line."""
    if has_line:
        return Decision(WhyNot.TWICE)
    return YES if lines < MOST_LINES else Decision(WhyNot.TOO_MANY)


def checked_because(because: Mapping[Link, str], dropped: str) -> tuple[dict[Link, str], str]:
    """Return the reasons of a line as they are kept, empty ones left out.

    Raises:
        Invalid: one is too long.
    """
    tidy = {link: in_one_line(words) for link, words in because.items()}
    dropped = in_one_line(dropped)
    refuse(
        {
            **{f"because_{link.value}": long(words, LONGEST_TITLE) for link, words in tidy.items()},
            "dropped_because": long(dropped, LONGEST_TITLE * 2),
        }
    )
    return {link: words for link, words in tidy.items() if words}, dropped


def in_place(states: Sequence[LinkState]) -> int:
    """Return how many steps are in place, whatever comes before them."""
    return sum(state is LinkState.THERE for state in states)


def stops_at(states: Sequence[LinkState]) -> int | None:
    """Return the place, from 1, of the first step that is not in place, or None."""
    return next(
        (place for place, state in enumerate(states, 1) if state is not LinkState.THERE), None
    )


def after_drop(states: Sequence[LinkState]) -> list[LinkState]:
    """Return the states of a line whose theme goes no further: what follows the theme is dropped.

    What is there all the same stays, so that nobody can hide it.
    """
    kept = frozenset({LinkState.THERE, LinkState.FAILED})
    first, *rest = states
    return [first, *(state if state in kept else LinkState.DROPPED for state in rest)]
