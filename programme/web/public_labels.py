"""What the page of a challenge calls its state, its money, its rules and the parts of its brief."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from programme.rules.challenges import BudgetState, ChallengeState, Regime
from programme.rules.sections import Section

STATES = {
    ChallengeState.IDEA: _("Idea"),
    ChallengeState.DEFINING: _("Being defined"),
    ChallengeState.BRIEF_REVIEW: _("Brief in review"),
    ChallengeState.RELEASED: _("Open to firms"),
    ChallengeState.CLOSED_TO_APPLICATIONS: _("Closed to firms"),
    ChallengeState.ASSESSING: _("Being assessed"),
    ChallengeState.MATCHED: _("Firms matched"),
    ChallengeState.IN_COHORT: _("In the cohort"),
    ChallengeState.PROTOTYPING: _("Prototypes being built"),
    ChallengeState.SHOWCASED: _("Prototypes shown"),
    ChallengeState.BUSINESS_CASE: _("Business case"),
    ChallengeState.HANDOVER_READY: _("Ready for handover"),
    ChallengeState.HANDOVER: _("With procurement"),
    ChallengeState.PROCURED: _("Bought"),
    ChallengeState.NOT_PROCURED: _("Not bought"),
    ChallengeState.ON_HOLD: _("On hold"),
    ChallengeState.WITHDRAWN: _("Withdrawn"),
}

COMES_NEXT = {
    ChallengeState.CLOSED_TO_APPLICATIONS: _("Next, each answer is read and scored."),
    ChallengeState.ASSESSING: _("Each answer is being read and scored."),
    ChallengeState.MATCHED: _("The firms with a place say whether they take it."),
    ChallengeState.IN_COHORT: _("The firms are at work, with help."),
    ChallengeState.PROTOTYPING: _("The firms build something to try."),
    ChallengeState.SHOWCASED: _(
        "What they built was shown. Next, the council writes down whether to buy."
    ),
    ChallengeState.BUSINESS_CASE: _(
        "Nothing is bought yet. The council is writing down whether to buy."
    ),
    ChallengeState.HANDOVER_READY: _("The council wants to buy. Next, its buyers take over."),
    ChallengeState.HANDOVER: _("The council wants to buy. Its buyers have it now."),
    ChallengeState.PROCURED: _("The council has bought a solution."),
    ChallengeState.NOT_PROCURED: _("The council did not buy a solution."),
    ChallengeState.ON_HOLD: _("Nothing is bought. The challenge waits."),
    ChallengeState.WITHDRAWN: _("Nothing is bought. The council has given the challenge up."),
}
"""State of a challenge that firms cannot answer any more → what comes next, or came of it."""

BUDGETS = {
    BudgetState.NONE: _("None"),
    BudgetState.INDICATIVE: _("Indicative"),
    BudgetState.IDENTIFIED: _("Identified"),
    BudgetState.CONFIRMED: _("Confirmed"),
}

REGIMES = {
    Regime.UNDECIDED: _("Not decided yet"),
    Regime.PA2023: _("Competitive flexible procedure (Procurement Act 2023)"),
    Regime.PCR2015: _("Innovation partnership (rules of 2015; not for a new start)"),
    Regime.BELOW_THRESHOLD: _("Below the threshold"),
    Regime.RD_EXEMPT: _("Research and development only"),
}

SECTIONS = {
    Section.QUESTION: _("The question"),
    Section.SUMMARY: _("Summary"),
    Section.WHY: _("Why solve it"),
    Section.USERS_OUTSIDE: _("Who outside the council"),
    Section.USERS_INSIDE: _("Who inside the council"),
    Section.MEASURES: _("How we will know"),
    Section.POLICY: _("Policy background"),
    Section.TRIED_BEFORE: _("Tried before"),
    Section.BLOCKERS: _("Blockers"),
    Section.TECHNOLOGY: _("Technology"),
    Section.OPPORTUNITY: _("Commercial opportunity"),
    Section.FITS_WITH: _("Must fit with"),
}
