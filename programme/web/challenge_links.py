"""The pages of a challenge that its workspace leads to."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from foundation.web.current import actor
from programme.rules.access import Can


def links_of(slug: str) -> list[dict[str, str]]:
    """Return words and address of each page that whoever looks can use."""
    known = [
        (_("Brief"), "briefs.page", Can.CHALLENGE_READ),
        (_("Assumptions"), "assumptions.page", Can.CHALLENGE_READ),
        (_("Vote on prototypes"), "ballots.page", Can.COHORT_READ),
        (_("Business case"), "cases.page", Can.CHALLENGE_READ),
        (_("Route and dates"), "routes.page", Can.CHALLENGE_READ),
        (_("Chain"), "chain.page", Can.CHALLENGE_READ),
        (_("Notices"), "procurement_notices.every", Can.CHALLENGE_READ),
        (_("Handover pack"), "packs.page", Can.CHALLENGE_READ),
        (_("Contract and outcome"), "contracts.page", Can.CHALLENGE_READ),
        (_("Words"), "setup_challenge.words", Can.CHALLENGE_WRITE),
        (_("People"), "setup_challenge.people", Can.CHALLENGE_WRITE),
        (_("Money and rules"), "setup_challenge.terms", Can.TERMS_WRITE),
        (_("Days of the gates"), "stage_days.page", Can.CHALLENGE_READ),
        (_("Days for firms"), "setup_challenge.window", Can.CHALLENGE_WRITE),
        (_("Form for firms"), "asking.questions", Can.CHALLENGE_WRITE),
        (_("Criteria and weights"), "criteria.every", Can.CHALLENGE_WRITE),
        (_("Questions from firms"), "clarifications.every", Can.CLARIFICATION_ANSWER),
        (_("Submissions"), "checking.every", Can.SUBMISSION_CHECK),
        (_("Matches"), "matches.page", Can.MATCH_READ),
        (_("Feedback"), "firm_feedback.every", Can.FEEDBACK_READ),
        (_("Assessment round"), "rounds.page", Can.ASSESSMENT_READ),
    ]
    links = [
        {"url": url_for(endpoint, slug=slug), "text": words}
        for words, endpoint, right in known
        if actor().may(right)
    ]
    workshops = {"url": url_for("workshops.every", challenge=slug), "text": str(_("Workshops"))}
    return [*links[:2], workshops, *links[2:]]
