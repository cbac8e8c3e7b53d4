"""What somebody can do about a line that is not met: words and where."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import lazy_gettext as _

from foundation.web.current import actor
from programme.rules.lines import Line

PEOPLE, TERMS, BRIEF = "setup_challenge.people", "setup_challenge.terms", "briefs.page"
COHORT, SHOWCASE = "cohorts.desk", "showcases.page"
WINDOW, WORDS = "setup_challenge.window", "setup_challenge.words"
CASE, PACK = "cases.page", "packs.page"

ACTIONS: dict[Line, tuple[object, str]] = {
    Line.DEPARTMENT_NAMED: (_("Choose the department"), WORDS),
    Line.OWNER_NAMED: (_("Name the owner"), PEOPLE),
    Line.SPONSOR_ACCEPTED: (_("Name the sponsor"), PEOPLE),
    Line.BUDGET_RECORDED: (_("Record the money"), TERMS),
    Line.MONEY_IDENTIFIED: (_("Record the decision"), TERMS),
    Line.CASES_WRITTEN: (_("Go on with the case"), CASE),
    Line.DOING_NOTHING_COMPARED: (_("Add the option"), CASE),
    Line.BENEFITS_MEASURED: (_("Add a benefit"), CASE),
    Line.APPROVER_APART: (_("Name the approver"), CASE),
    Line.PACK_COMPLETE: (_("See the pack"), PACK),
    Line.FAIRNESS_STATED: (_("State it"), PACK),
    Line.CHAIN_HOLDS: (_("Check the chain"), PACK),
    Line.CONFLICTS_ASSESSED: (_("Enter the day"), "routes.page"),
    Line.DATA_VALID: (_("See the open data"), "ocds.page"),
    Line.ENGAGEMENT_DECIDED: (_("Record the decision"), TERMS),
    Line.SECTIONS_COMPLETE: (_("Go on with the brief"), BRIEF),
    Line.BRIEF_APPROVED: (_("See the brief"), BRIEF),
    Line.MEASURE_WITH_BASELINE: (_("Add a measure"), BRIEF),
    Line.EVIDENCE_LINKED: (_("Cite evidence"), BRIEF),
    Line.RESIDENTS_CITED: (_("Cite residents"), BRIEF),
    Line.CLARIFICATIONS_ANSWERED: (_("Answer them"), "clarifications.every"),
    Line.ASSESSORS_CLEARED: (_("Set the round up"), "rounds.page"),
    Line.CRITERIA_FROZEN: (_("Set the criteria"), "criteria.every"),
    Line.AT_MOST_THREE_MATCHED: (_("Match firms"), "matches.page"),
    Line.MATCHES_ACCEPTED: (_("See the offers"), "matches.page"),
    Line.SHORTFALL_DECIDED: (_("Decide"), "matches.page"),
    Line.EVIDENCE_VERIFIED: (_("Check the prototypes"), SHOWCASE),
    Line.COSTS_GIVEN: (_("See the prototypes"), SHOWCASE),
    Line.ATTENDANCE_HIGH_ENOUGH: (_("See the cohort"), COHORT),
    Line.EQUAL_INFORMATION: (_("See the cohort"), COHORT),
    Line.WINDOW_LONG_ENOUGH: (_("Set the days"), WINDOW),
    Line.WINDOW_NOT_CHRISTMAS: (_("Set the days"), WINDOW),
}


def action_for(line: Line, slug: str) -> dict[str, object] | None:
    """Return words and address of what would move a line, or None where the actor may not go."""
    if line not in ACTIONS:
        return None
    words, endpoint = ACTIONS[line]
    if not actor().may(access_of(endpoint)):
        return None
    of_all = endpoint in {COHORT, SHOWCASE}
    return {"text": words, "url": url_for(endpoint) if of_all else url_for(endpoint, slug=slug)}


def access_of(endpoint: str) -> str:
    """Return the right that a page asks for."""
    return str(current_app.view_functions[endpoint].__dict__["access"])
