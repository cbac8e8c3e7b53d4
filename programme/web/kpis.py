"""The figures of a programme: each with its definition, its working and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.spreadsheets import csv_text
from foundation.base.words import say
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.queries.kpi_facts import facts_at
from programme.queries.kpis import figures_at, kept_kpis, programme_called
from programme.queries.programmes import ProgrammeRow, programmes_of
from programme.rules.access import Can
from programme.rules.kpis.benchmarks import BENCHMARKS
from programme.rules.kpis.catalogue import figures_of, plain
from programme.rules.kpis.codes import ABOUT, SHOWN, Group, Kpi
from programme.rules.kpis.figures import Figure, Table
from programme.rules.programmes import Origin
from programme.web.kpi_charts import charts, retention
from programme.web.kpi_paper import figures_paper
from programme.web.kpi_words import said_cell, said_number
from programme.web.papers import sent_pdf

bp = Blueprint("kpis", __name__, url_prefix="/programme/figures")

ROWS_A_PAGE = 100
FEW = 8
"""Rows that a card shows by itself; more are behind a link."""

NOT_A_DAY = say("Enter a day that has been, such as 2026-11-23.")


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show every figure of a programme on a day."""
    programme = asked_programme()
    if programme is None:
        return render_template("programme/kpis/none.html")
    wrong, status = "", 200
    try:
        as_of = asked_day()
    except Invalid as not_a_day:
        as_of, wrong, status = london_day(now()), not_a_day.sentence, not_a_day.status
    facts = facts_at(db.session(), current_council().id, programme, as_of)
    figures = {each.kpi: each for each in figures_of(facts)}
    address = kept(programme, as_of)
    shown = render_template(
        "programme/kpis/page.html",
        **_common(programme, as_of),
        programmes=programmes_of(db.session(), current_council().id),
        groups=[
            (group, [figures[kpi] for kpi in SHOWN if ABOUT[kpi].group is group]) for group in Group
        ],
        charts=charts(figures, address),
        curve=retention(facts),
        benchmarks=BENCHMARKS,
        kept=kept_kpis(db.session(), programme),
        invented=any(each.origin is Origin.INVENTED for each in figures.values()),
        few=FEW,
        wrong=wrong,
        typed=request.args.get("as_of", as_of.isoformat()),
    )
    return shown, status


@bp.get("/<kpi>")
@allow(Can.BOARD_READ)
def figure(kpi: str) -> ResponseReturnValue:
    """Show one figure with its rows; those of one table, page by page."""
    programme, as_of, found = _asked_figure(kpi)
    wanted = request.args.get("table")
    if wanted is not None and wanted not in {each.key for each in found.tables}:
        raise NotFound("There is no such figure.")
    tables = [each for each in found.tables if wanted in {None, each.key}]
    total = max((len(each.rows) for each in tables), default=0)
    first = first_of(request.args.get("from", "")) if wanted else 0
    return render_template(
        "programme/kpis/figure.html",
        **_common(programme, as_of),
        figure=found,
        about=ABOUT[found.kpi],
        tables=tables,
        wanted=wanted,
        first=first if first < total else 0,
        most=ROWS_A_PAGE,
    )


@bp.get("/<kpi>/<table>.csv")
@allow(Can.BOARD_READ)
def sheet(kpi: str, table: str) -> ResponseReturnValue:
    """Give the rows of one table as a file."""
    _programme, _as_of, found = _asked_figure(kpi)
    wanted = next((each for each in found.tables if each.key == table), None)
    if wanted is None:
        raise NotFound("There is no such figure.")
    names = [column.key for column in wanted.columns]
    return _file(f"{found.kpi.value}-{wanted.key}.csv", names, _lines(wanted))


@bp.get("/rows.csv")
@allow(Can.BOARD_READ)
def every() -> ResponseReturnValue:
    """Give all rows of all figures as one file: a line for each cell."""
    programme = asked_programme()
    if programme is None:
        raise NotFound("There is no programme yet.")
    figures = figures_at(db.session(), current_council().id, programme, asked_day())
    names = ("figure", "table", "row", "column", "cell")
    lines = [
        dict(zip(names, (each.kpi.value, table.key, str(number), name, cell), strict=True))
        for each in figures
        for table in each.tables
        for number, row in enumerate(_lines(table), 1)
        for name, cell in row.items()
    ]
    return _file("figures-rows.csv", names, lines)


@bp.get("/figures-<day>.pdf")
@allow(Can.BOARD_READ)
def paper(day: str) -> ResponseReturnValue:
    """Give the figures of a day as a tagged PDF."""
    programme = asked_programme()
    if programme is None:
        raise NotFound("There is no programme yet.")
    as_of, council = checked_day(day), current_council()
    figures = figures_at(db.session(), council.id, programme, as_of)
    page = figures_paper(council.name, programme, as_of, figures)
    return sent_pdf(page, f"figures-{programme.slug}-{as_of.isoformat()}.pdf")


def asked_programme() -> ProgrammeRow | None:
    """Return the programme that an address names, or the latest; None where there is none.

    Raises:
        NotFound: it names one that is not there.
    """
    slug = request.args.get("programme") or None
    found = programme_called(db.session(), current_council().id, slug)
    if found is None and slug:
        raise NotFound("There is no such programme.")
    return found


def asked_day() -> date:
    """Return the day that an address names, or today.

    Raises:
        Invalid: it is no day, or one to come.
    """
    typed = request.args.get("as_of", "").strip()
    return checked_day(typed) if typed else london_day(now())


def checked_day(typed: str) -> date:
    """Return a day that has been, as somebody wrote it.

    Raises:
        Invalid: it is no day, or one to come.
    """
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Invalid(NOT_A_DAY) from None
    if day > london_day(now()) or day.year < 2000:  # noqa: PLR2004  before any programme here
        raise Invalid(NOT_A_DAY)
    return day


def kept(programme: ProgrammeRow, as_of: date) -> dict[str, str]:
    """Return what every link between figures keeps."""
    return {"programme": programme.slug, "as_of": as_of.isoformat()}


def _asked_figure(code: str) -> tuple[ProgrammeRow, date, Figure]:
    programme = asked_programme()
    if programme is None or code not in set(Kpi):
        raise NotFound("There is no such figure.")
    as_of = asked_day()
    figures = figures_at(db.session(), current_council().id, programme, as_of)
    return programme, as_of, next(each for each in figures if each.kpi == code)


def _common(programme: ProgrammeRow, as_of: date) -> dict[str, Any]:
    return {
        "programme": programme,
        "as_of": as_of,
        "address": kept(programme, as_of),
        "abouts": ABOUT,
        "said_number": said_number,
        "said_cell": said_cell,
        "may": actor().may,
        "can": Can,
    }


def first_of(typed: str) -> int:
    """Return after how many rows a page begins, as an address says; 0 where it is no number."""
    return whole_number(typed, 6) or 0


def _lines(table: Table) -> list[dict[str, str]]:
    names = [column.key for column in table.columns]
    return [
        {
            name: "" if (said := plain(cell)) is None else str(said)
            for name, cell in zip(names, row, strict=True)
        }
        for row in table.rows
    ]


def _file(name: str, columns: Sequence[str], lines: list[dict[str, str]]) -> Response:
    answer = Response(csv_text(columns, lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
