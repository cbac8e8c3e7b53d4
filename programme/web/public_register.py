"""The public register of firms as a page and as a table."""

from __future__ import annotations

from itertools import groupby

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.spreadsheets import csv_text
from foundation.web.access import anyone
from programme.queries.register import register_of
from programme.rules.contracts import Use
from programme.rules.money import pounds
from programme.rules.register import COLUMNS, Agreement, Reached, RegisterRow
from programme.web.public import bp

REACHED = {
    Reached.MATCHED: lazy_gettext("Chosen for the challenge"),
    Reached.IN_COHORT: lazy_gettext("At work with the council"),
    Reached.NOT_SELECTED: lazy_gettext("Shown, another one was chosen"),
    Reached.IDENTIFIED: lazy_gettext("Shown, and chosen to go on"),
    Reached.AWARDED: lazy_gettext("To get the contract"),
    Reached.SIGNED: lazy_gettext("Has a contract"),
}

IN_USE = {
    Use.IN_USE: lazy_gettext("Yes"),
    Use.PARTLY: lazy_gettext("Partly"),
    Use.NOT_IN_USE: lazy_gettext("No"),
}


@bp.get("/register")
@anyone
def register() -> ResponseReturnValue:
    """Show each firm that came into a challenge."""
    rows = register_of(db.session(), current_council().id)
    return render_template(
        "programme/public/register.html",
        groups=[
            (slug, [(row, _cells(row)) for row in found])
            for slug, found in groupby(rows, key=lambda row: row.slug)
        ],
    )


@bp.get("/register.csv")
@anyone
def register_csv() -> ResponseReturnValue:
    """Give the register as a table with the thirteen columns that were asked for."""
    rows = register_of(db.session(), current_council().id)
    table = csv_text(COLUMNS, [dict(zip(COLUMNS, _cells(row), strict=True)) for row in rows])
    answer = Response(table, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="register.csv"'
    return answer


def _cells(row: RegisterRow) -> list[str]:
    """Return what stands in each column; nothing where nothing is recorded."""
    research = row.agreement if row.agreement and row.agreement.is_research else None
    further = row.agreement if row.agreement and not row.agreement.is_research else None
    return [
        row.organisation or str(_("Name not public yet")),
        row.registration_number,
        row.address,
        row.round,
        row.sponsor,
        row.question,
        row.solution,
        str(REACHED[row.reached]),
        research.signed_on.isoformat() if research else "",
        _sum(research),
        further.signed_on.isoformat() if further else "",
        _sum(further),
        str(IN_USE[row.use]) if row.use else "",
    ]


def _sum(agreement: Agreement | None) -> str:
    if agreement is None:
        return ""
    pence, currency = agreement.value_p, agreement.currency
    return pounds(pence) if currency == "GBP" else f"{pence / 100:,.2f} {currency}"
