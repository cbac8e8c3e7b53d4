"""What a challenge takes for granted, and what was found when somebody looked.

Source: programme-field.md §2.1: assumptions are of the business or of the people who will use it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line
from programme.rules.drafts import missing_or_long, refuse

LONGEST_WORDS = 300
LONGEST_EVIDENCE = 2_000


class Perspective(StrEnum):
    """Of whom something is assumed."""

    BUSINESS = "business"
    END_USER = "end_user"


class AssumptionState(StrEnum):
    """What is known of it."""

    UNTESTED = "untested"
    SUPPORTED = "supported"
    REFUTED = "refuted"


_S = AssumptionState

NEXT: dict[AssumptionState, frozenset[AssumptionState]] = {
    _S.UNTESTED: frozenset({_S.SUPPORTED, _S.REFUTED}),
    _S.SUPPORTED: frozenset({_S.SUPPORTED, _S.REFUTED}),
    _S.REFUTED: frozenset({_S.SUPPORTED, _S.REFUTED}),
}
"""State → the states that may follow it: what was once tested is never untested again."""


class WhyNot(StrEnum):
    """Why a finding is not taken."""

    NO_FINDING = "no_finding"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_FINDING: say("Say whether it holds or not. What was tested is not untested again."),
}


def may_find(before: AssumptionState, after: AssumptionState) -> Decision:
    """Decide whether a finding may follow what was known."""
    return YES if after in NEXT[before] else Decision(WhyNot.NO_FINDING)


@dataclass(frozen=True, slots=True)
class AssumptionDraft:
    """Something that is taken for granted."""

    words: str
    perspective: Perspective | None


def checked_assumption(draft: AssumptionDraft) -> AssumptionDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: it says nothing or too much, or not of whom.
    """
    tidy = replace(draft, words=in_one_line(draft.words))
    refuse(
        {
            "words": missing_or_long(tidy.words, LONGEST_WORDS),
            "perspective": None if tidy.perspective else say("Choose of whom this is assumed."),
        }
    )
    return tidy


def checked_evidence(text: str) -> str:
    """Return what was found, as it will be stored.

    Raises:
        Invalid: it says nothing or too much.
    """
    text = cleaned(text)
    refuse({"evidence": missing_or_long(text, LONGEST_EVIDENCE)})
    return text


@dataclass(frozen=True, slots=True)
class AssumptionFound(Event):
    """An assumption was written down, or looked at."""

    kind: ClassVar[str] = "programme.assumption.found"
    challenge_id: UUID
    state: AssumptionState
