"""Figures of the work: days, money promised, evidence, contracts, fairness, the loop."""

from __future__ import annotations

from foundation.base.words import say
from programme.rules.challenges import BudgetState
from programme.rules.kpis.codes import Kpi
from programme.rules.kpis.facts import ChallengeFact, Facts
from programme.rules.kpis.figures import (
    Figure,
    Missing,
    Number,
    Unit,
    counted,
    each_of,
    middle,
    share,
    table,
    weakest,
)
from programme.rules.kpis.of_firms import CHALLENGE
from programme.rules.stages import Stage

SURE = frozenset({BudgetState.IDENTIFIED, BudgetState.CONFIRMED})
FEWEST_CITED = 3
"""What gate 1 asks of a brief."""


def slip(facts: Facts) -> Figure:
    """KPI-8: days between the plan and what came, for each gate that had a plan."""
    late = [(each, (each.actual_on - each.baseline_on).days) for each in facts.stages]
    shown = [days for each, days in late if each.stage is Stage.PROTOTYPE]
    days = [days for _each, days in late]
    total = counted("total", say("days in all"), sum(days))
    if not days:
        total = Number("total", total.title, Unit.DAYS, None, missing=Missing.NO_ROWS)
    return Figure(
        Kpi.SLIP,
        (
            middle(
                "showcase", say("days from the planned showcase to the showcase (median)"), shown
            ),
            middle("median", say("days late, over all gates (median)"), days),
            Number("total", total.title, Unit.DAYS, total.value, missing=total.missing),
        ),
        (
            table(
                "gates",
                say("Gates that had a plan"),
                (
                    CHALLENGE,
                    ("stage", say("Stage")),
                    ("planned", say("Planned")),
                    ("passed", say("Passed")),
                    ("days", say("Days late")),
                    ("origin", say("How we know")),
                ),
                [
                    (
                        each.challenge,
                        each.stage,
                        each.baseline_on,
                        each.actual_on,
                        many,
                        each.origin,
                    )
                    for each, many in late
                ],
            ),
        ),
        weakest([each.origin for each in facts.stages]),
        is_alarming=any(many > 0 for many in days),
    )


def budget(facts: Facts) -> Figure:
    """KPI-9: challenges whose money was sure when they were released."""
    released = [each for each in facts.challenges if each.is_released]
    sure = sum(each.budget in SURE for each in released)
    return Figure(
        Kpi.BUDGET,
        (
            share(
                "sure", say("challenges had the money identified at release"), sure, len(released)
            ),
        ),
        (
            table(
                "challenges",
                say("The money at release"),
                (CHALLENGE, ("budget", say("Money"))),
                [(each.title, each.budget or BudgetState.NONE) for each in released],
            ),
        ),
        weakest([each.origin for each in released]),
        is_alarming=sure < len(released),
    )


def evidence(facts: Facts) -> Figure:
    """KPI-10: what briefs cite, and how much of it residents said."""
    released = [each for each in facts.challenges if each.is_released]
    cited = sum(each.citations for each in released)
    return Figure(
        Kpi.EVIDENCE,
        (
            each_of(
                "each",
                say("citations for each brief; gate 1 asks for 3"),
                Unit.RATIO,
                cited,
                len(released),
            ),
            share(
                "residents",
                say("of the citations are residents' own words"),
                sum(each.of_residents for each in released),
                cited,
            ),
        ),
        (
            table(
                "briefs",
                say("Citations of each brief"),
                (CHALLENGE, ("citations", say("Citations")), ("residents", say("From residents"))),
                [(each.title, each.citations, each.of_residents) for each in released],
            ),
        ),
        weakest([each.origin for each in released]),
        is_alarming=any(each.citations < FEWEST_CITED for each in released),
    )


def route(facts: Facts) -> Figure:
    """KPI-11: what was bought of what was identified, how fast, and what is still in use."""
    found = [each for each in facts.challenges if each.is_identified]
    bought = [each for each in found if _is_bought(each)]
    days = [
        (each.signed_on - each.showcased_on).days
        for each in bought
        if each.signed_on and each.showcased_on
    ]
    worth = [each.value_p for each in bought if each.value_p is not None]
    asked = [each.is_in_use for each in bought if each.is_in_use is not None]
    value = Number(
        "value",
        say("in contracts"),
        Unit.PENCE,
        sum(worth) if worth else None,
        missing=None if worth else Missing.NOTHING_YET,
    )
    return Figure(
        Kpi.ROUTE,
        (
            share("bought", say("solutions bought, of those identified"), len(bought), len(found)),
            middle("days", say("days from showcase to signature (median)"), days),
            value,
            share("in_use", say("still in use after 18 to 24 months"), sum(asked), len(asked)),
        ),
        (
            table(
                "challenges",
                say("What became of each solution"),
                (
                    CHALLENGE,
                    ("state", say("Where it stands")),
                    ("shown", say("Shown")),
                    ("signed", say("Signed")),
                    ("value_p", say("Value")),
                ),
                [
                    (each.title, each.state, each.showcased_on, each.signed_on, each.value_p)
                    for each in found
                ],
            ),
        ),
        is_alarming=bool(found) and not bought,
    )


def fairness(facts: Facts) -> Figure:
    """KPI-13: questions answered in time, and what one firm heard that all were told."""
    shared = sum(is_shared for _words, _on, is_shared in facts.tellings)
    return Figure(
        Kpi.FAIRNESS,
        (
            share(
                "answered",
                say("questions answered before the cut-off"),
                sum(each.is_in_time for each in facts.questions),
                len(facts.questions),
            ),
            share(
                "shared",
                say("of what one firm heard is shared with all"),
                shared,
                len(facts.tellings),
            ),
        ),
        (
            table(
                "questions",
                say("Questions of firms"),
                (
                    CHALLENGE,
                    ("asked", say("Asked")),
                    ("answered", say("Answered")),
                    ("in_time", say("In time")),
                ),
                [
                    (each.challenge, each.asked_on, each.answered_on, int(each.is_in_time))
                    for each in facts.questions
                ],
            ),
            table(
                "tellings",
                say("What one firm heard"),
                (CHALLENGE, ("on", say("Day")), ("shared", say("Shared"))),
                [(challenge, on, int(is_shared)) for challenge, on, is_shared in facts.tellings],
            ),
        ),
    )


def loop(facts: Facts) -> Figure:
    """KPI-14: issues of residents with a published outcome."""
    linked = [each for each in facts.challenges if each.issues is not None]
    return Figure(
        Kpi.LOOP,
        (
            share(
                "told",
                say("issues of residents have a published “what changed”"),
                sum(each.told for each in linked),
                sum(each.issues or 0 for each in linked),
            ),
        ),
        (
            table(
                "challenges",
                say("Issues of the linked consultations"),
                (CHALLENGE, ("issues", say("Issues")), ("told", say("With a published outcome"))),
                [(each.title, each.issues, each.told) for each in linked],
            ),
        ),
    )


def _is_bought(each: ChallengeFact) -> bool:
    return each.signed_on is not None
