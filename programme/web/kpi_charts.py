"""Figures as drawings: bars to scale, each with the number that opens its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from foundation.web.words import label
from programme.rules.challenges import BudgetState
from programme.rules.kpis.codes import Kpi
from programme.rules.kpis.facts import Facts
from programme.rules.kpis.figures import Figure
from programme.rules.kpis.of_work import FEWEST_CITED, SURE
from programme.rules.money import pounds
from programme.rules.shortages import NEEDED
from programme.rules.stages import Stage
from programme.web.retention_chart import line, ticks

Bar = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing of bars: what the words and the numbers are, and a line at *least*."""

    kpi: Kpi
    title: str
    heads: tuple[str, str]
    bars: list[Bar]
    least: int | None = None


def charts(figures: dict[Kpi, Figure], address: dict[str, str]) -> list[Chart]:
    """Return the drawings that have something to show; *address* is what every link keeps."""

    def rows(kpi: Kpi, table: str) -> str:
        kept: dict[str, Any] = {**address}
        return url_for("kpis.figure", kpi=kpi.value, table=table, **kept)

    made = [
        Chart(
            Kpi.FUNNEL,
            _("From contact to contract"),
            (_("Step"), _("Firms")),
            [
                {"text": label(step), "value": many, "url": rows(Kpi.FUNNEL, str(step))}
                for step, many in _rows(figures, Kpi.FUNNEL, "steps")
            ],
        ),
        Chart(
            Kpi.SPREAD,
            _("Submissions by challenge"),
            (_("Challenge"), _("Submissions")),
            [
                {
                    "text": title,
                    "value": many,
                    "url": rows(Kpi.SPREAD, "submissions"),
                    "is_low": many < NEEDED,
                }
                for title, many in _rows(figures, Kpi.SPREAD, "challenges")
            ],
            NEEDED,
        ),
        Chart(
            Kpi.SLIP,
            _("Days late, by stage (most)"),
            (_("Stage"), _("Days")),
            _slip(figures, rows(Kpi.SLIP, "gates")),
        ),
        Chart(
            Kpi.BUDGET,
            _("The money at release"),
            (_("Money"), _("Challenges")),
            _budget(figures, rows(Kpi.BUDGET, "challenges")),
        ),
        Chart(
            Kpi.EVIDENCE,
            _("Citations of each brief"),
            (_("Challenge"), _("Citations")),
            [
                {
                    "text": title,
                    "note": _("%(some)s from residents", some=own) if own else "",
                    "value": many,
                    "url": rows(Kpi.EVIDENCE, "briefs"),
                    "is_low": many < FEWEST_CITED,
                }
                for title, many, own in _rows(figures, Kpi.EVIDENCE, "briefs")
            ],
            FEWEST_CITED,
        ),
        Chart(
            Kpi.ROUTE,
            _("Route to contract"),
            (_("Step"), _("Solutions")),
            _route(figures, rows(Kpi.ROUTE, "challenges")),
        ),
        Chart(
            Kpi.COST,
            _("Cost for each result"),
            (_("Result"), _("Pounds")),
            [
                {
                    "text": title,
                    "value": each_p,
                    "said": pounds(each_p),
                    "url": rows(Kpi.COST, "results"),
                }
                for title, _many, each_p in _rows(figures, Kpi.COST, "results")
                if each_p is not None
            ],
        ),
    ]
    return [each for each in made if any(bar["value"] for bar in each.bars)]


def retention(facts: Facts) -> dict[str, Any] | None:
    """Return the curve of who is still there, as the cohort's desk draws it, or None."""
    points = (*facts.firms_curve, *facts.council_curve)
    if not points:
        return None
    weeks = max(point.week for point in points)
    firms, council = (
        {point.week: point for point in side} for side in (facts.firms_curve, facts.council_curve)
    )
    return {
        "chart": {
            "firms": line(facts.firms_curve, weeks),
            "council": line(facts.council_curve, weeks),
            "weeks": ticks(weeks),
        },
        "points": [
            {"week": week, "firms": firms.get(week), "council": council.get(week)}
            for week in range(1, weeks + 1)
        ],
    }


def _rows(figures: dict[Kpi, Figure], kpi: Kpi, key: str) -> list[Any]:
    return [row for each in figures[kpi].tables if each.key == key for row in each.rows]


def _slip(figures: dict[Kpi, Figure], url: str) -> list[Bar]:
    most: dict[Stage, int] = {}
    for _challenge, stage, _planned, _passed, days, _origin in _rows(figures, Kpi.SLIP, "gates"):
        most[stage] = max(most.get(stage, 0), days)
    return [
        {"text": label(stage), "value": most[stage], "url": url, "is_low": most[stage] > 0}
        for stage in Stage
        if stage in most
    ]


def _budget(figures: dict[Kpi, Figure], url: str) -> list[Bar]:
    many = Counter(state for _challenge, state in _rows(figures, Kpi.BUDGET, "challenges"))
    return [
        {"text": label(state), "value": many[state], "url": url, "is_low": state not in SURE}
        for state in BudgetState
        if many
    ]


def _route(figures: dict[Kpi, Figure], url: str) -> list[Bar]:
    found = _rows(figures, Kpi.ROUTE, "challenges")
    counts = (
        (_("Identified"), len(found)),
        (_("Shown"), sum(row[2] is not None for row in found)),
        (_("Contract signed"), sum(row[3] is not None for row in found)),
    )
    return [{"text": text, "value": many, "url": url} for text, many in counts]
