"""All figures of a programme, in order, as data that can be kept, printed and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from programme.rules.kpis import of_firms, of_money, of_people, of_work
from programme.rules.kpis.codes import ABOUT, Kpi
from programme.rules.kpis.facts import Facts
from programme.rules.kpis.figures import Cell, Figure, Number, Table, Unit

_WORKED_OUT: dict[Kpi, Callable[[Facts], Figure]] = {
    Kpi.ACTIVITY: of_money.activity,
    Kpi.FIRMS_ENGAGED: of_firms.firms_engaged,
    Kpi.COUNCIL_ENGAGED: of_people.council_engaged,
    Kpi.PARTNER_FIRMS: of_firms.partner_firms,
    Kpi.FUNNEL: of_firms.funnel,
    Kpi.SPREAD: of_firms.spread,
    Kpi.RETENTION: of_people.retention,
    Kpi.EXECUTIVES: of_people.executives,
    Kpi.SLIP: of_work.slip,
    Kpi.BUDGET: of_work.budget,
    Kpi.EVIDENCE: of_work.evidence,
    Kpi.ROUTE: of_work.route,
    Kpi.COST: of_money.cost,
    Kpi.FAIRNESS: of_work.fairness,
    Kpi.LOOP: of_work.loop,
}


def figures_of(facts: Facts) -> tuple[Figure, ...]:
    """Return every figure, in the order of its code."""
    return tuple(_WORKED_OUT[kpi](facts) for kpi in Kpi)


def as_data(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return figures as JSON can hold them; rows are counted and digested, not listed."""
    return [
        {
            "code": figure.kpi.value,
            "title": str(ABOUT[figure.kpi].title),
            "definition": str(ABOUT[figure.kpi].definition),
            "formula": str(ABOUT[figure.kpi].formula),
            "source": str(ABOUT[figure.kpi].source),
            "known": figure.origin.value,
            "numbers": {each.key: _number(each) for each in figure.numbers},
            "rows": {each.key: len(each.rows) for each in figure.tables},
            "rows_sha256": digest_of(figure.tables),
        }
        for figure in figures
    ]


def digest_of(tables: Sequence[Table]) -> str:
    """Return a digest of rows: the same rows give the same one."""
    said = [[each.key, [[plain(cell) for cell in row] for row in each.rows]] for each in tables]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def plain(cell: Cell) -> str | int | None:
    """Return a cell as files hold it: days as ISO 8601, choices by their value."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) or cell is None else str(cell)


def _number(number: Number) -> dict[str, Any]:
    said: dict[str, Any] = {"title": str(number.title), "unit": number.unit.value}
    if number.value is None:
        return said | {"value": None, "why": number.missing.value if number.missing else None}
    if number.unit is Unit.SPAN:
        return said | {"value": number.value, "to": number.of}
    if number.unit is Unit.SHARE:
        assert number.of  # noqa: S101  ``share`` gives none without
        percent = round(float(Fraction(number.value) / number.of * 100), 2)
        return said | {"value": number.value, "of": number.of, "percent": percent}
    if number.unit is Unit.PENCE:
        return said | {"value": round(number.value)}
    if number.unit is Unit.PERCENT:
        return said | {"value": round(float(number.value * 100), 2)}
    is_whole = isinstance(number.value, int) or number.value.denominator == 1
    return said | {"value": int(number.value) if is_whole else round(float(number.value), 4)}
