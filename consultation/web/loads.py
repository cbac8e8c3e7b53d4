"""The ledger of what people are asked: loads, budget, and consultations of others from a file."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.loads import import_asks, set_budget
from consultation.queries.loads import asks_of, budget_of
from consultation.rules.access import Can
from consultation.rules.load_files import COLUMNS, MOST_BYTES, ReadAsk, read_asks
from consultation.rules.loads import YEAR, Budget, Whom, loads
from consultation.web.load_shown import WHOM, load_tables, shown_ask, ward_names
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.sizes import takes_up_to

bp = Blueprint("loads", __name__, url_prefix="/reach/load")

NO_FILE = say("Choose a CSV file.")
WRONG_ROWS = say("Some rows cannot be taken. Mend them and choose the file again.")


@bp.get("")
@allow(Can.LOAD_READ)
def page() -> ResponseReturnValue:
    """Show what a year's asking came to for everybody, against the budget."""
    return _page({}, {})


@bp.post("/budget")
@allow(Can.LOAD_WRITE)
def budget() -> ResponseReturnValue:
    """Keep for how many minutes a year one person may be asked."""
    typed = {whom.value: request.form.get(whom.value, "") for whom in Whom}
    numbers = [whole_number(text, 6) or 0 for text in typed.values()]
    try:
        with work(db.session(), actor(), now()) as unit:
            set_budget(unit, Budget(*numbers))
    except Invalid as wrong:
        return _page(dict(wrong.fields), typed), 422
    flash(_("Saved."))
    return redirect(url_for(".page"), 303)


@bp.get("/import")
@allow(Can.LOAD_WRITE)
def form() -> ResponseReturnValue:
    """Show where to choose a file."""
    return _import_page((), {}, None)


@bp.post("/import")
@allow(Can.LOAD_WRITE)
@takes_up_to(MOST_BYTES + 10_000)
def take() -> ResponseReturnValue:
    """Read a file and say of each row what becomes of it; write it only where that is asked."""
    file, is_real = request.files.get("file"), request.form.get("do") == "import"
    rows: tuple[ReadAsk, ...] = ()
    try:
        if file is None or not file.filename:
            raise Invalid(NO_FILE, fields={"file": NO_FILE})
        rows = read_asks(file.read(), ward_names())
        if is_real and any(row.wrong for row in rows):
            raise Invalid(WRONG_ROWS, fields={"file": WRONG_ROWS})
        with work(db.session(), actor(), now()) as unit:
            done = import_asks(unit, [row.ask for row in rows if row.ask])
            if not is_real:
                unit.session.rollback()
                unit.events.clear()
    except Invalid as wrong:
        return _import_page(rows, dict(wrong.fields), None), wrong.status
    if not is_real:
        return _import_page(rows, {}, done)
    flash(_("%(new)s new, %(changed)s changed.", new=done[0], changed=done[1]))
    return redirect(url_for(".page"), 303)


def _page(problems: dict[str, str], typed: dict[str, str]) -> str:
    council, today = current_council(), london_day(now())
    allowed = budget_of(db.session(), council.id)
    asks = asks_of(db.session(), council.id, today=today)
    inside = [a for a in asks if a.is_public and a.first <= today and a.last > today - YEAR]
    found = loads(inside, today, allowed)
    return render_template(
        "consultation/loads/page.html",
        tables=load_tables(found, ward_names()),
        over=sum(load.is_over for load in found),
        asks=[shown_ask(ask) for ask in sorted(inside, key=lambda ask: ask.last, reverse=True)],
        budgets=[
            (whom.value, WHOM[whom], typed.get(whom.value, str(allowed.of(whom)))) for whom in Whom
        ],
        problems=problems,
        may_write=actor().may(Can.LOAD_WRITE),
    )


def _import_page(
    rows: tuple[ReadAsk, ...], problems: dict[str, str], done: tuple[int, int] | None
) -> str:
    return render_template(
        "consultation/loads/import.html",
        rows=rows,
        columns=COLUMNS,
        problems=problems,
        done=done,
    )
