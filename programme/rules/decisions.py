"""What is typed when a decision is proposed at a gate, or a line is to be waived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from foundation.base.errors import Invalid
from foundation.base.words import say
from programme.rules.gates import Verdict
from programme.rules.lines import Line
from programme.rules.pathways import checked_reason

LONGEST_WAIVER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision with its reason; conditions only where the challenge passes with some."""

    verdict: Verdict
    reason: str
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class WaiverDraft:
    """A line that need not be met up to and including a day, and why."""

    line: Line
    reason: str
    ends_on: date | None


def checked_decision(draft: DecisionDraft) -> DecisionDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: the reason, or the conditions of a pass with conditions, say nothing.
    """
    reason = checked_reason(draft.reason)
    if draft.verdict is not Verdict.PASS_WITH_CONDITIONS:
        return replace(draft, reason=reason, conditions="")
    return replace(
        draft, reason=reason, conditions=checked_reason(draft.conditions, field="conditions")
    )


def checked_waiver(draft: WaiverDraft, today: date) -> WaiverDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: the reason says nothing, or the day is past or more than a year away.
    """
    reason = checked_reason(draft.reason)
    if draft.ends_on is None or not today <= draft.ends_on <= today + LONGEST_WAIVER:
        wrong = say("Enter a day from today on, within a year.")
        raise Invalid(wrong, fields={"ends_on": wrong})
    return replace(draft, reason=reason)
