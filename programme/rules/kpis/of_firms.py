"""Figures of firms: who took part, how far they came, and how they are spread."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from foundation.base.words import say
from programme.rules.firms import FirmSize
from programme.rules.funnel import Step, Way
from programme.rules.kpis.codes import Kpi
from programme.rules.kpis.facts import Facts, ReadingKind
from programme.rules.kpis.figures import (
    Cell,
    Figure,
    Missing,
    Number,
    Table,
    Unit,
    counted,
    each_of,
    share,
    table,
    weakest,
)
from programme.rules.shortages import NEEDED

CHALLENGE = ("challenge", say("Challenge"))


def firms_engaged(facts: Facts) -> Figure:
    """KPI-1: different firms, large ones left out, that sent something or were told at all."""
    ways = [way for way in facts.ways if way.size is not FirmSize.LARGE]
    sent = {way.firm_key for way in ways if Step.SUBMITTED in way.steps}
    told = {way.firm_key for way in ways}
    return Figure(
        Kpi.FIRMS_ENGAGED,
        (
            counted("strict", say("sent something"), len(sent)),
            counted("wide", say("were told, or began"), len(told)),
        ),
        (
            _rows("strict", say("Firms that sent something"), facts, _sent(ways)),
            _rows("wide", say("Everybody who was told, or began"), facts, ways),
        ),
        weakest(facts.campaigns),
    )


def partner_firms(facts: Facts) -> Figure:
    """KPI-3: firms of partner cities that somebody wrote down and another person agreed to."""
    rows = [
        each for each in facts.readings if each.kind is ReadingKind.PARTNER_FIRM and each.is_agreed
    ]
    number = counted("firms", say("firms from partner cities"), len({each.words for each in rows}))
    if not rows:
        number = Number("firms", number.title, Unit.COUNT, None, missing=Missing.NO_ROWS)
    listed = table(
        "firms",
        say("Firms from partner cities"),
        (("firm", say("Firm and city")), ("on", say("Day")), ("source", say("Source"))),
        [(each.words, each.on, each.source) for each in rows],
    )
    return Figure(Kpi.PARTNER_FIRMS, (number,), (listed,))


def funnel(facts: Facts) -> Figure:
    """KPI-4: rows at each step; *eligible* leaves out what the formal check put out."""
    counts = {step: sum(step in way.steps for way in facts.ways) for step in Step}
    eligible = sum(Step.SUBMITTED in way.steps and not way.is_out for way in facts.ways)
    lines = [(step, counts[step]) for step in Step]
    by_challenge: list[tuple[Cell, ...]] = [
        (
            each.title,
            *(
                sum(step in way.steps for way in facts.ways if way.challenge == each.slug)
                for step in Step
            ),
        )
        for each in facts.challenges
    ]
    return Figure(
        Kpi.FUNNEL,
        (
            share(
                "sent",
                say("of the firms contacted sent something"),
                counts[Step.SUBMITTED],
                counts[Step.CONTACTED],
            ),
            share(
                "matched_of_sent",
                say("of those sent were matched"),
                counts[Step.MATCHED],
                counts[Step.SUBMITTED],
            ),
            share(
                "identified_of_sent",
                say("of those sent were identified"),
                counts[Step.IDENTIFIED],
                counts[Step.SUBMITTED],
            ),
            *(counted(step.value, _STEPS[step], counts[step]) for step in Step),
            counted("eligible", say("not put out by the formal check"), eligible),
        ),
        (
            table(
                "steps",
                say("Rows at each step"),
                (("step", say("Step")), ("rows", say("Rows"))),
                [*lines],
            ),
            table(
                "challenges",
                say("By challenge"),
                (CHALLENGE, *((step.value, _STEPS[step]) for step in Step)),
                by_challenge,
            ),
            *(
                _rows(
                    step.value,
                    _STEPS[step],
                    facts,
                    [way for way in facts.ways if step in way.steps],
                )
                for step in Step
            ),
        ),
        weakest(facts.campaigns),
    )


def spread(facts: Facts) -> Figure:
    """KPI-5: submissions for each challenge that was released."""
    sent = _sent(facts.ways)
    split = [
        (each.title, sum(way.challenge == each.slug for way in sent))
        for each in facts.challenges
        if each.is_released
    ]
    figures = [many for _title, many in split]
    fewest = min(figures, default=0)
    return Figure(
        Kpi.SPREAD,
        (
            _span(figures),
            each_of(
                "mean",
                say("submissions for each challenge"),
                Unit.RATIO,
                sum(figures),
                len(figures),
            ),
            gini(figures),
            counted(
                "short",
                say("challenges with fewer than needed"),
                sum(many < NEEDED for many in figures),
            ),
        ),
        (
            table(
                "challenges",
                say("Submissions by challenge"),
                (CHALLENGE, ("submissions", say("Submissions"))),
                [*split],
            ),
            _rows("submissions", say("Submissions"), facts, sent),
        ),
        weakest([way.origin for way in sent]),
        is_alarming=bool(figures) and fewest < NEEDED,
    )


def _span(values: Sequence[int]) -> Number:
    title = say("fewest and most submissions for a challenge")
    if not values:
        return Number("fewest", title, Unit.SPAN, None, missing=Missing.NO_ROWS)
    return Number("fewest", title, Unit.SPAN, min(values), max(values))


def gini(values: Sequence[int]) -> Number:
    """Return how uneven some counts are: 0 where all are alike, towards 1 where one has all.

    Source: the mean absolute difference of all pairs over twice the mean (Gini 1912).
    """
    title, total = say("Gini"), sum(values)
    if not total:
        return Number("gini", title, Unit.RATIO, None, missing=Missing.NO_ROWS)
    apart = sum(abs(one - other) for one in values for other in values)
    return Number("gini", title, Unit.RATIO, Fraction(apart, 2 * len(values) * total))


def _sent(ways: Sequence[Way]) -> list[Way]:
    return [way for way in ways if Step.SUBMITTED in way.steps]


def _rows(key: str, title: str, facts: Facts, ways: Sequence[Way]) -> Table:
    return table(
        key,
        title,
        (
            ("row", say("Row")),
            CHALLENGE,
            ("channel", say("Channel")),
            ("size", say("Size")),
            ("on", say("Day")),
            ("origin", say("How we know")),
        ),
        [
            (way.ref, facts.title_of(way.challenge), way.channel, way.size, way.day, way.origin)
            for way in ways
        ],
    )


_STEPS: dict[Step, str] = {
    Step.CONTACTED: say("Contacted"),
    Step.OPENED: say("Opened"),
    Step.REGISTERED: say("Registered"),
    Step.STARTED: say("Started"),
    Step.SUBMITTED: say("Submitted"),
    Step.MATCHED: say("Matched"),
    Step.IDENTIFIED: say("Identified"),
    Step.PROCURED: say("Procured"),
}
