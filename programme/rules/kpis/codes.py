"""The fifteen figures of a programme: what each means, how it is worked out, and from what.

Source: programme-field.md §2.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foundation.base.words import say


class Kpi(StrEnum):
    """The code of a figure, in order."""

    ACTIVITY = "KPI-0"
    FIRMS_ENGAGED = "KPI-1"
    COUNCIL_ENGAGED = "KPI-2"
    PARTNER_FIRMS = "KPI-3"
    FUNNEL = "KPI-4"
    SPREAD = "KPI-5"
    RETENTION = "KPI-6"
    EXECUTIVES = "KPI-7"
    SLIP = "KPI-8"
    BUDGET = "KPI-9"
    EVIDENCE = "KPI-10"
    ROUTE = "KPI-11"
    COST = "KPI-12"
    FAIRNESS = "KPI-13"
    LOOP = "KPI-14"


class Group(StrEnum):
    """Under which heading a figure stands."""

    REACH = "reach"
    TROUBLES = "troubles"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is: a name, a sentence, how it is worked out, and who asked for it."""

    title: str
    group: Group
    definition: str
    formula: str
    source: str


_PLAN = say("The action plan of the pilot")
_DECK = say("The closing report of the pilot")

SHOWN = (
    Kpi.FUNNEL,
    Kpi.ROUTE,
    Kpi.COST,
    *(kpi for kpi in Kpi if kpi not in {Kpi.FUNNEL, Kpi.ROUTE, Kpi.COST}),
)
"""The order in which a page shows them: what readers come for first."""

ABOUT: dict[Kpi, About] = {
    Kpi.ACTIVITY: About(
        say("Innovation in the region"),
        Group.REACH,
        say("By how much innovation in the region grew since the agreed start."),
        say("(latest reading less starting point) ÷ starting point"),
        _PLAN,
    ),
    Kpi.FIRMS_ENGAGED: About(
        say("Firms engaged"),
        Group.REACH,
        say("Small and medium firms that took part. Strict: sent something. Wide: were told."),
        say("different firms, large ones left out"),
        _PLAN,
    ),
    Kpi.COUNCIL_ENGAGED: About(
        say("Departments and officers"),
        Group.REACH,
        say("Departments with a challenge past gate 0, and council people who came to a session."),
        say("different departments; different people who attended"),
        _PLAN,
    ),
    Kpi.PARTNER_FIRMS: About(
        say("Firms from partner cities"),
        Group.REACH,
        say("Firms of partner cities abroad that met a challenge or a firm of the region."),
        say("different firms that somebody wrote down"),
        _PLAN,
    ),
    Kpi.FUNNEL: About(
        say("From contact to contract"),
        Group.REACH,
        say("How many firms reach each step."),
        say("rows at a step ÷ rows at the step before"),
        _DECK,
    ),
    Kpi.SPREAD: About(
        say("Spread"),
        Group.TROUBLES,
        say("Whether submissions are spread over the challenges. Gini: 0 is even, 1 all in one."),
        say("most and fewest submissions for a challenge; Gini of submissions per challenge"),
        _DECK,
    ),
    Kpi.RETENTION: About(
        say("Retention"),
        Group.TROUBLES,
        say("Who is still with us, of those who began: firms, and the council's own people."),
        say("still with us ÷ began; by week as Kaplan and Meier do"),
        _DECK,
    ),
    Kpi.EXECUTIVES: About(
        say("Executive participation"),
        Group.TROUBLES,
        say("Whether sponsors come to the sessions they are asked to, and how fast they sign."),
        say("sessions attended ÷ sessions asked to; median days from proposal to signature"),
        _DECK,
    ),
    Kpi.SLIP: About(
        say("Timeline"),
        Group.TROUBLES,
        say("How much later than first planned each gate was passed."),
        say("day passed less day planned, for each gate that had a plan; sum and median"),
        _DECK,
    ),
    Kpi.BUDGET: About(
        say("Budget certainty"),
        Group.TROUBLES,
        say("Challenges whose money was identified or confirmed at release."),
        say("challenges with money identified at gate 1 ÷ challenges past gate 1"),
        _DECK,
    ),
    Kpi.EVIDENCE: About(
        say("Data and evidence"),
        Group.TROUBLES,
        say("Evidence that a brief cites, and how much of it is residents' own words."),
        say("citations ÷ briefs; citations from residents ÷ citations"),
        _DECK,
    ),
    Kpi.ROUTE: About(
        say("Route to contract"),
        Group.REACH,
        say("Solutions bought, of those identified; how long that took, and what they are worth."),
        say("contracts signed ÷ solutions identified; median days from showcase to signature"),
        _DECK,
    ),
    Kpi.COST: About(
        say("Cost"),
        Group.REACH,
        say("All money spent on the programme, and what that is for each result."),
        say("sum of the funding lines ÷ results"),
        _PLAN,
    ),
    Kpi.FAIRNESS: About(
        say("Fairness"),
        Group.FAIR,
        say("Questions answered before they were cut off, and what one firm heard told to all."),
        say("in time ÷ all; shared with all ÷ told to one"),
        say("Scoring practice and the Procurement Act 2023"),
    ),
    Kpi.LOOP: About(
        say("Loop closed"),
        Group.FAIR,
        say("What residents said about a challenge, with a published “what changed”."),
        say("issues with a published outcome ÷ issues"),
        say("The consultations that challenges are linked to"),
    ),
}
