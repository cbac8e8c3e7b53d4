"""The lines of the gates: statements that should be true before a challenge passes.

Source: programme-field.md §2.5; each line that answers something that did not work in the pilot
says so in ``PAINS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from foundation.base.words import say
from programme.rules.challenges import BudgetState
from programme.rules.programmes import Pain
from programme.rules.snapshots import Snapshot
from programme.rules.stages import GateCode


class Line(StrEnum):
    """One statement at a gate."""

    DEPARTMENT_NAMED = "department_named"
    OWNER_NAMED = "owner_named"
    SPONSOR_ACCEPTED = "sponsor_accepted"
    BUDGET_RECORDED = "budget_recorded"
    SECTIONS_COMPLETE = "sections_complete"
    BRIEF_APPROVED = "brief_approved"
    MEASURE_WITH_BASELINE = "measure_with_baseline"
    EVIDENCE_LINKED = "evidence_linked"
    RESIDENTS_CITED = "residents_cited"
    WINDOW_LONG_ENOUGH = "window_long_enough"
    WINDOW_NOT_CHRISTMAS = "window_not_christmas"
    CRITERIA_FROZEN = "criteria_frozen"
    INTERESTS_REGISTER_OPEN = "interests_register_open"
    ENGAGEMENT_DECIDED = "engagement_decided"
    DEADLINE_PASSED = "deadline_passed"
    CLARIFICATIONS_ANSWERED = "clarifications_answered"
    ASSESSORS_CLEARED = "assessors_cleared"
    AT_MOST_THREE_MATCHED = "at_most_three_matched"
    MATCHES_ACCEPTED = "matches_accepted"
    SHORTFALL_DECIDED = "shortfall_decided"
    EVIDENCE_VERIFIED = "evidence_verified"
    COSTS_GIVEN = "costs_given"
    ATTENDANCE_HIGH_ENOUGH = "attendance_high_enough"
    EQUAL_INFORMATION = "equal_information"
    MONEY_IDENTIFIED = "money_identified"
    CASES_WRITTEN = "cases_written"
    DOING_NOTHING_COMPARED = "doing_nothing_compared"
    BENEFITS_MEASURED = "benefits_measured"
    APPROVER_APART = "approver_apart"
    PACK_COMPLETE = "pack_complete"
    CONFLICTS_ASSESSED = "conflicts_assessed"
    FAIRNESS_STATED = "fairness_stated"
    DATA_VALID = "data_valid"
    CHAIN_HOLDS = "chain_holds"


PAINS: dict[Line, Pain] = {
    Line.SPONSOR_ACCEPTED: Pain.EXECUTIVE_PARTICIPATION,
    Line.BUDGET_RECORDED: Pain.BUDGET_UNCERTAINTY,
    Line.MONEY_IDENTIFIED: Pain.BUDGET_UNCERTAINTY,
    Line.MEASURE_WITH_BASELINE: Pain.DATA_AND_EVIDENCE,
    Line.EVIDENCE_LINKED: Pain.DATA_AND_EVIDENCE,
    Line.RESIDENTS_CITED: Pain.DATA_AND_EVIDENCE,
    Line.EVIDENCE_VERIFIED: Pain.DATA_AND_EVIDENCE,
    Line.WINDOW_LONG_ENOUGH: Pain.TIMELINE,
    Line.WINDOW_NOT_CHRISTMAS: Pain.TIMELINE,
    Line.DEADLINE_PASSED: Pain.TIMELINE,
    Line.MATCHES_ACCEPTED: Pain.RETENTION,
    Line.ATTENDANCE_HIGH_ENOUGH: Pain.RETENTION,
}
"""Which of the pilot's five troubles a line guards against."""


@dataclass(frozen=True, slots=True)
class LineRule:
    """A line as one programme holds it: how many at least, and whether it may be waived."""

    line: Line
    minimum: int | None = None
    is_waivable: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What a line came to, with the reason in plain words; *is_waived* counts as met."""

    line: Line
    is_met: bool
    reason: str
    is_waived: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether this line lets the challenge pass."""
        return self.is_met or self.is_waived


NEVER = False
"""For lines that nobody can waive."""

LINES: dict[GateCode, tuple[LineRule, ...]] = {
    GateCode.G0: (
        LineRule(Line.DEPARTMENT_NAMED, is_waivable=NEVER),
        LineRule(Line.OWNER_NAMED, is_waivable=NEVER),
        LineRule(Line.SPONSOR_ACCEPTED, is_waivable=NEVER),
        LineRule(Line.BUDGET_RECORDED),
    ),
    GateCode.G1: (
        LineRule(Line.SECTIONS_COMPLETE, 12),
        LineRule(Line.BRIEF_APPROVED, is_waivable=NEVER),
        LineRule(Line.MEASURE_WITH_BASELINE, 1),
        LineRule(Line.EVIDENCE_LINKED, 3),
        LineRule(Line.RESIDENTS_CITED, 1),
        LineRule(Line.WINDOW_LONG_ENOUGH, 28),
        LineRule(Line.WINDOW_NOT_CHRISTMAS),
        LineRule(Line.CRITERIA_FROZEN),
        LineRule(Line.INTERESTS_REGISTER_OPEN),
        LineRule(Line.ENGAGEMENT_DECIDED),
    ),
    GateCode.G2: (
        LineRule(Line.DEADLINE_PASSED, is_waivable=NEVER),
        LineRule(Line.CLARIFICATIONS_ANSWERED),
        LineRule(Line.ASSESSORS_CLEARED, 3),
    ),
    GateCode.G3: (
        LineRule(Line.AT_MOST_THREE_MATCHED, 3, is_waivable=NEVER),
        LineRule(Line.MATCHES_ACCEPTED),
        LineRule(Line.SHORTFALL_DECIDED, 3),
    ),
    GateCode.G4: (
        LineRule(Line.EVIDENCE_VERIFIED),
        LineRule(Line.COSTS_GIVEN),
        LineRule(Line.ATTENDANCE_HIGH_ENOUGH, 60),
        LineRule(Line.EQUAL_INFORMATION),
    ),
    GateCode.G5: (
        LineRule(Line.MONEY_IDENTIFIED),
        LineRule(Line.CASES_WRITTEN),
        LineRule(Line.DOING_NOTHING_COMPARED),
        LineRule(Line.BENEFITS_MEASURED),
        LineRule(Line.APPROVER_APART, is_waivable=NEVER),
    ),
    GateCode.G6: (
        LineRule(Line.PACK_COMPLETE),
        LineRule(Line.CONFLICTS_ASSESSED, is_waivable=NEVER),
        LineRule(Line.FAIRNESS_STATED),
        LineRule(Line.DATA_VALID, is_waivable=NEVER),
        LineRule(Line.CHAIN_HOLDS, is_waivable=NEVER),
    ),
}
"""The template: which lines stand at which gate, and how much each asks for.

Evidence: at least three items, one from residents. The window: 28 days, the rule of a city
marketplace named in programme-field.md §2.5. Attendance is in per cent of sessions.
"""

Found = tuple[bool, str]
Guards = Mapping[Line, Callable[[Snapshot, int], Found]]
"""Line → what looks at it: the snapshot and the line's minimum → is it met, and why."""

NOT_YET = say("Nothing of this is recorded yet.")
NO_WINDOW = say("The days on which firms can answer are not set.")

BUDGETS: dict[BudgetState, str] = {
    BudgetState.NONE: say("There is no money yet."),
    BudgetState.INDICATIVE: say("The money is indicative."),
    BudgetState.IDENTIFIED: say("The money is identified."),
    BudgetState.CONFIRMED: say("The money is confirmed."),
}
"""What is known of the money, as a reason."""
