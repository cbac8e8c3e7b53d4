"""Figures of money and of the region: what it cost, and what grew since when."""

from __future__ import annotations

from fractions import Fraction

from foundation.base.words import say
from programme.rules.funnel import Step
from programme.rules.kpis.codes import Kpi
from programme.rules.kpis.facts import Facts, ReadingKind
from programme.rules.kpis.figures import Figure, Missing, Number, Unit, each_of, table


def activity(facts: Facts) -> Figure:
    """KPI-0: growth since an agreed starting point; without one there is no number.

    Only readings that a second person agreed to count.
    """
    readings = sorted(
        (each for each in facts.readings if each.kind is not ReadingKind.PARTNER_FIRM),
        key=lambda each: each.on,
    )
    start = next(
        (
            each
            for each in readings
            if each.kind is ReadingKind.BASELINE and each.is_agreed and each.value
        ),
        None,
    )
    after = [
        each
        for each in readings
        if start and each.kind is ReadingKind.ACTIVITY and each.is_agreed and each.on > start.on
    ]
    title = say("more innovation in the region since the agreed start")
    number = Number("growth", title, Unit.PERCENT, None, missing=Missing.NO_BASELINE)
    if start and not after:
        number = Number("growth", title, Unit.PERCENT, None, missing=Missing.NOTHING_YET)
    if start and after and start.value:
        grown = (after[-1].value or 0) - start.value
        number = Number("growth", title, Unit.PERCENT, Fraction(grown, start.value))
    return Figure(
        Kpi.ACTIVITY,
        (number,),
        (
            table(
                "targets",
                say("Targets, as each source gives them"),
                (("percent", say("Per cent")), ("until", say("Until")), ("source", say("Source"))),
                [(each.percent, each.due_on, each.source) for each in facts.targets],
            ),
            table(
                "readings",
                say("Readings"),
                (
                    ("on", say("Day")),
                    ("what", say("What was counted")),
                    ("value", say("Value")),
                    ("kind", say("Kind")),
                    ("source", say("Source")),
                    ("agreed", say("Agreed by a second person (1: yes)")),
                ),
                [
                    (each.on, each.words, each.value, each.kind, each.source, int(each.is_agreed))
                    for each in readings
                ],
            ),
        ),
    )


def cost(facts: Facts) -> Figure:
    """KPI-12: the sum of the funding lines, whole and for each result."""
    total = sum(each.amount_p for each in facts.funding)
    counts = {step: sum(step in way.steps for way in facts.ways) for step in Step}
    results = (
        ("challenge", say("for each challenge"), len(facts.challenges)),
        ("submission", say("for each submission"), counts[Step.SUBMITTED]),
        ("match", say("for each match"), counts[Step.MATCHED]),
        ("contact", say("for each firm contacted"), counts[Step.CONTACTED]),
        ("bought", say("for each solution bought"), counts[Step.PROCURED]),
    )
    spent = Number("total", say("spent on the programme"), Unit.PENCE, total)
    if not facts.funding:
        spent = Number("total", spent.title, Unit.PENCE, None, missing=Missing.NO_ROWS)
    return Figure(
        Kpi.COST,
        (spent, *(each_of(key, title, Unit.PENCE, total, many) for key, title, many in results)),
        (
            table(
                "funding",
                say("Funding lines"),
                (("source", say("Source")), ("kind", say("Kind")), ("amount_p", say("Amount"))),
                [(each.source, each.kind, each.amount_p) for each in facts.funding],
            ),
            table(
                "results",
                say("For each result"),
                (("result", say("Result")), ("many", say("How many")), ("each_p", say("For each"))),
                [
                    (title, many, round(Fraction(total, many)) if many else None)
                    for _key, title, many in results
                ],
            ),
        ),
    )
