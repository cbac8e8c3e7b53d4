"""Who was heard in all consultations of a quarter together: for everybody and for officers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from consultation.queries.reach.pools import (
    PoolRow,
    heard_in_pool,
    pool_quarters,
    pools_in,
)
from consultation.rules.access import Can
from consultation.rules.reach.pools import Scope
from consultation.web.heard_labels import SCOPES
from consultation.web.heard_shown import shown_heard
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.spreadsheets import csv_text
from foundation.web.access import allow, anyone

bp = Blueprint("pools", __name__)

COLUMNS = ("quarter", "pool", "name", "consultations", "question", "answer", "people")
TOO_FEW = "too few"


@bp.get("/who-we-heard")
@anyone
def public() -> ResponseReturnValue:
    """Show everybody who was heard in a quarter, in the whole council, by team and by ward."""
    return render_template("consultation/pools/public.html", **_shown())


@bp.get("/who-we-heard/figures.csv")
@anyone
def figures() -> Response:
    """Answer with every figure of every pool: the same bytes until another quarter is pooled."""
    council = current_council()
    quarters = pool_quarters(db.session(), council.id)
    rows = [
        line
        for quarter in quarters
        for row in pools_in(db.session(), council.id, quarter)
        for line in _lines(row)
    ]
    answer = Response(csv_text(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{council.slug}-heard.csv"'
    return answer


@bp.get("/reach/pooled")
@allow(Can.REACH_MAP_READ)
def page() -> ResponseReturnValue:
    """Show officers the same figures with the scores behind them."""
    return render_template("consultation/pools/page.html", **_shown())


def _shown() -> dict[str, Any]:
    """Return what both pages read.

    Raises:
        NotFound: the address asks for a quarter or a pool that was never published.
    """
    council = current_council()
    quarters = pool_quarters(db.session(), council.id)
    quarter = request.args.get("quarter") or next(iter(quarters), None)
    if quarter is None:
        return {"quarters": (), "pools": (), "chosen": None, "tables": []}
    rows = pools_in(db.session(), council.id, quarter)
    wanted = request.args.get("of")
    found = next((row for row in rows if wanted in {None, _key(row)}), None)
    if found is None:
        raise NotFound("Nothing was published of this.")
    return {
        "quarters": [(each, _words(each), each == quarter) for each in quarters],
        "quarter": quarter,
        "words": _words(quarter),
        "pools": [
            {
                "key": _key(row),
                "scope": SCOPES[row.pool.scope],
                "name": row.title or council.name,
                "consultations": row.consultations,
                "people": row.people,
                "is_chosen": row is found,
            }
            for row in rows
        ],
        "chosen": found.title or council.name,
        "consultations": found.consultations,
        **shown_heard(heard_in_pool(db.session(), council.id, found)),
    }


def _key(row: PoolRow) -> str:
    return row.pool.scope.value + (f":{row.pool.name}" if row.pool.name else "")


def _words(quarter: str) -> tuple[str, str]:
    year, number = quarter.split("-Q")
    return number, year


def _lines(row: PoolRow) -> Iterator[dict[str, str]]:
    """Yield the released figures of a pool as they stand in the ledger."""
    same = {
        "quarter": row.quarter,
        "pool": row.pool.scope.value,
        "name": row.title if row.pool.scope is not Scope.COUNCIL else "",
        "consultations": str(row.consultations),
    }
    for (table, cell), figure in row.snapshot.figures.items():
        people = TOO_FEW if figure is None else str(figure)
        yield {**same, "question": table, "answer": cell or "all", "people": people}
