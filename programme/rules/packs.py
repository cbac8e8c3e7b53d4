"""What procurement is handed: each item is made from what is recorded, explained, or missing.

Source: programme-field.md §3.5; the audit extract, its last line, is made when the pack is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned
from programme.rules.drafts import LONGEST_SUMMARY, missing_or_long, refuse


class Item(StrEnum):
    """One item of a pack, in order."""

    BRIEF = "brief"
    EVIDENCE = "evidence"
    CASE = "case"
    OUTCOMES = "outcomes"
    FAIRNESS = "fairness"
    CONFLICTS = "conflicts"
    EVALUATION_MODEL = "evaluation_model"
    EVALUATION_REPORT = "evaluation_report"
    PROTOTYPE = "prototype"
    PHASES = "phases"
    MEASURES = "measures"
    RISKS = "risks"
    SOCIAL_VALUE = "social_value"
    ROUTE = "route"
    NOTICES = "notices"
    MANAGER = "manager"
    FEEDBACK = "feedback"
    OPEN_DATA = "open_data"


TITLES: dict[Item, str] = {
    Item.BRIEF: say("Challenge brief"),
    Item.EVIDENCE: say("Evidence, and what residents asked"),
    Item.CASE: say("Business case with its options"),
    Item.OUTCOMES: say("What is needed at least, and what is open"),
    Item.FAIRNESS: say("Who was told what, and why nobody had an advantage"),
    Item.CONFLICTS: say("Conflicts assessment"),
    Item.EVALUATION_MODEL: say("Criteria, weights and marks"),
    Item.EVALUATION_REPORT: say("How submissions were scored"),
    Item.PROTOTYPE: say("What the prototype proved, and who owns it"),
    Item.PHASES: say("Phases with targets, payments and points to stop"),
    Item.MEASURES: say("Measures for the contract"),
    Item.RISKS: say("Risks, data protection, security, access"),
    Item.SOCIAL_VALUE: say("Social value"),
    Item.ROUTE: say("Legal route and dates"),
    Item.NOTICES: say("Notices, drafted"),
    Item.MANAGER: say("Who manages the contract, and how it begins"),
    Item.FEEDBACK: say("Feedback to firms"),
    Item.OPEN_DATA: say("Open contracting data, checked"),
}

LIGHT = frozenset(
    {
        Item.BRIEF,
        Item.EVIDENCE,
        Item.CASE,
        Item.FAIRNESS,
        Item.CONFLICTS,
        Item.EVALUATION_MODEL,
        Item.PROTOTYPE,
        Item.ROUTE,
        Item.MANAGER,
        Item.OPEN_DATA,
    }
)
"""What is asked for below the threshold, which is the default; above it, everything."""

SAID = frozenset({Item.FAIRNESS})
"""What a person has to state, whatever is recorded."""


class ItemState(StrEnum):
    """How an item stands."""

    MADE = "made"
    EXPLAINED = "explained"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class PackChanged(Event):
    """Something was said about an item of a pack, or its chain was checked."""

    kind: ClassVar[str] = "programme.pack.changed"
    programme_id: UUID


def states_of(
    made: Set[Item], explained: Mapping[Item, str], *, is_light: bool
) -> dict[Item, ItemState]:
    """Return how each item stands, in order."""
    return {item: _state(item, made, explained, is_light=is_light) for item in Item}


def is_complete(states: Mapping[Item, ItemState]) -> bool:
    """Tell whether nothing is missing."""
    return ItemState.MISSING not in states.values()


def checked_explanation(words: str) -> str:
    """Return an explanation as it is kept.

    Raises:
        Invalid: it says nothing, or too much.
    """
    words = cleaned(words)
    refuse({"words": missing_or_long(words, LONGEST_SUMMARY)})
    return words


def _state(
    item: Item, made: Set[Item], explained: Mapping[Item, str], *, is_light: bool
) -> ItemState:
    if item in made and item not in SAID:
        return ItemState.MADE
    if item in explained:
        return ItemState.EXPLAINED
    return ItemState.NOT_NEEDED if is_light and item not in LIGHT else ItemState.MISSING
