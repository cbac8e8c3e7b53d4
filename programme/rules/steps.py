"""The steps on the way to a contract: which a route has, and what each needs before it."""

from __future__ import annotations

from enum import StrEnum

from foundation.base.words import say
from programme.rules.routes import Route


class Step(StrEnum):
    """A step on the way to a contract, in order."""

    CASE = "case"
    ENGAGEMENT = "engagement"
    CONFLICTS = "conflicts"
    TENDER = "tender"
    TENDERS_IN = "tenders_in"
    AWARD = "award"
    STANDSTILL = "standstill"
    CONTRACT = "contract"
    DETAILS = "details"


TITLES: dict[Step, str] = {
    Step.CASE: say("Business case approved"),
    Step.ENGAGEMENT: say("Engagement notice (UK2)"),
    Step.CONFLICTS: say("Conflicts assessment"),
    Step.TENDER: say("Tender notice (UK4)"),
    Step.TENDERS_IN: say("Tenders in"),
    Step.AWARD: say("Award notice (UK6)"),
    Step.STANDSTILL: say("Standstill ends"),
    Step.CONTRACT: say("Contract signed"),
    Step.DETAILS: say("Contract details (UK7)"),
}

_ALL = tuple(Step)
_SHORT = (Step.CASE, Step.CONFLICTS, Step.TENDER, Step.TENDERS_IN, Step.AWARD, Step.CONTRACT)

STEPS: dict[Route, tuple[Step, ...]] = {
    Route.FLEXIBLE: _ALL,
    Route.BELOW_THRESHOLD: (*_SHORT, Step.DETAILS),
    Route.FRAMEWORK: (*_SHORT, Step.DETAILS),
    Route.RD_EXEMPT: (Step.CASE, Step.CONFLICTS, Step.CONTRACT),
    Route.INNOVATION_PARTNERSHIP: tuple(step for step in _ALL if step is not Step.DETAILS),
}
"""Route → the steps it has. Nothing but the flexible procedure and the old rules has a standstill
that the law demands."""


NEEDS: dict[Step, frozenset[Step]] = {
    Step.TENDER: frozenset({Step.ENGAGEMENT, Step.CONFLICTS}),
    Step.TENDERS_IN: frozenset({Step.TENDER}),
    Step.AWARD: frozenset({Step.TENDERS_IN}),
    Step.CONTRACT: frozenset({Step.CONFLICTS, Step.AWARD}),
    Step.DETAILS: frozenset({Step.CONTRACT}),
}
"""Step → what has to be done before it, as far as the route has it."""

COMES_OF_ITSELF = frozenset({Step.TENDERS_IN, Step.STANDSTILL, Step.DETAILS})
"""Days that only follow from others; anything else cannot come before today until it is done."""

ENTERED = frozenset(Step) - {Step.STANDSTILL}
"""What is entered once it is done; the standstill is worked out."""
