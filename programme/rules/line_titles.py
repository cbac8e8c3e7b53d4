"""What each line of a gate is called; the page of a challenge shows those that were waived."""

from __future__ import annotations

from foundation.base.words import say
from programme.rules.lines import Line

TITLES: dict[Line, str] = {
    Line.DEPARTMENT_NAMED: say("A department is named"),
    Line.OWNER_NAMED: say("The challenge has an owner"),
    Line.SPONSOR_ACCEPTED: say("A named executive sponsor has accepted"),
    Line.BUDGET_RECORDED: say("What is known of the money is recorded"),
    Line.SECTIONS_COMPLETE: say("All twelve sections of the brief are complete, or waived"),
    Line.BRIEF_APPROVED: say("The brief is approved with two keys"),
    Line.MEASURE_WITH_BASELINE: say("A measure of success has a baseline"),
    Line.EVIDENCE_LINKED: say("The brief cites evidence"),
    Line.RESIDENTS_CITED: say("The brief cites residents"),
    Line.WINDOW_LONG_ENOUGH: say("Firms have long enough to answer"),
    Line.WINDOW_NOT_CHRISTMAS: say("Firms are not asked over Christmas alone"),
    Line.CRITERIA_FROZEN: say("Criteria and weights are frozen"),
    Line.INTERESTS_REGISTER_OPEN: say("The register of interests is open"),
    Line.ENGAGEMENT_DECIDED: say("It is decided whether a market engagement notice is published"),
    Line.DEADLINE_PASSED: say("The last day for submissions has passed"),
    Line.CLARIFICATIONS_ANSWERED: say("Every question of firms is answered"),
    Line.ASSESSORS_CLEARED: say("Every submission has enough assessors without a conflict"),
    Line.AT_MOST_THREE_MATCHED: say("No more firms are matched than agreed"),
    Line.MATCHES_ACCEPTED: say("Every matched firm has accepted"),
    Line.SHORTFALL_DECIDED: say("Where firms are too few, it is decided what to do"),
    Line.EVIDENCE_VERIFIED: say("What the prototypes showed has been checked"),
    Line.COSTS_GIVEN: say("The cost of using each prototype is given as low, likely and high"),
    Line.ATTENDANCE_HIGH_ENOUGH: say("Enough of the sessions were attended"),
    Line.EQUAL_INFORMATION: say("What one firm was told, all were told"),
    Line.MONEY_IDENTIFIED: say("The money is identified"),
    Line.CASES_WRITTEN: say("The business case is written"),
    Line.DOING_NOTHING_COMPARED: say("The options include doing nothing"),
    Line.BENEFITS_MEASURED: say("Each benefit is tied to a measure of success"),
    Line.APPROVER_APART: say("The approver did not write the case"),
    Line.PACK_COMPLETE: say("Every item of the handover pack is there, or explained"),
    Line.CONFLICTS_ASSESSED: say("The conflicts assessment is done"),
    Line.FAIRNESS_STATED: say("The fairness of the market engagement is stated"),
    Line.DATA_VALID: say("The open contracting data is valid"),
    Line.CHAIN_HOLDS: say("The record of what happened is unbroken"),
}
