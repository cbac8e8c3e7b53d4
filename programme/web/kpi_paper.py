"""The figures of a day on paper, as they are now or as somebody kept and signed them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from flask import render_template
from flask_babel import force_locale

from foundation.base.words import say
from foundation.web.words import label, translated
from programme.queries.programmes import ProgrammeRow
from programme.rules.kpis.benchmarks import BENCHMARKS
from programme.rules.kpis.catalogue import digest_of
from programme.rules.kpis.codes import ABOUT
from programme.rules.kpis.figures import Figure, Missing, Number, Unit
from programme.rules.programmes import Origin
from programme.web.kpi_words import said_number

NOT_KEPT = say("As counted today. Nobody has kept or signed these figures.")


def figures_paper(
    council_name: str, programme: ProgrammeRow, as_of: date, figures: Sequence[Figure]
) -> str:
    """Return the figures as a page of their own; it is in English."""
    with force_locale("en"):
        rows = [
            {
                "code": each.kpi.value,
                "title": translated(ABOUT[each.kpi].title),
                "formula": translated(ABOUT[each.kpi].formula),
                "known": label(each.origin),
                "numbers": [(translated(one.title), said_number(one)) for one in each.numbers],
            }
            for each in figures
        ]
        digest = hashlib.sha256("".join(digest_of(each.tables) for each in figures).encode())
        return paper(
            str(say("Figures of the programme")),
            council_name,
            programme,
            as_of,
            {"rows": rows, "signing": NOT_KEPT, "digest": digest.hexdigest()},
        )


def paper(
    title: str, council_name: str, programme: ProgrammeRow, as_of: date, more: Mapping[str, Any]
) -> str:
    """Return a page of figures for the printer."""
    return render_template(
        "programme/kpis/paper.html",
        title=title,
        council_name=council_name,
        programme=programme,
        as_of=as_of,
        benchmarks=BENCHMARKS,
        **{"line": None, **more},
    )


def kept_rows(figures: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return kept figures as rows of a page: every number as it was said when it was kept."""
    return [
        {
            "code": each["code"],
            "title": each["title"],
            "formula": each["formula"],
            "known": label(Origin(each["known"])),
            "numbers": [(one["title"], _said(one)) for one in each["numbers"].values()],
        }
        for each in figures
    ]


def _said(number: Mapping[str, Any]) -> str:
    """Return a number of kept figures as people read it."""
    unit, value = Unit(number["unit"]), number["value"]
    missing = Missing(number["why"]) if value is None else None
    if value is not None and unit is Unit.PERCENT:
        value = Fraction(str(value)) / 100
    elif isinstance(value, float):
        value = Fraction(str(value))
    return said_number(Number("", "", unit, value, number.get("of", number.get("to")), missing))
