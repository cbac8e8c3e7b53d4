"""Responses from other survey tools: hand a file in, choose its columns, try it, import it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request
from flask import url_for as to
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.imports import (
    Upload,
    note_file_taken,
    start_import,
    try_import,
    upload_responses,
)
from consultation.queries.consultations import ConsultationPage
from consultation.queries.imports import (
    ImportRow,
    count_known,
    import_called,
    imports_of,
    into_of,
)
from consultation.rules.access import Can
from consultation.rules.import_answers import CAN_BE_READ
from consultation.rules.import_columns import Table, guessed, is_about_people, table_of
from consultation.rules.import_rows import Into, read_rows
from consultation.rules.imports import FORMAL, Column, ImportState, Means, column_from
from consultation.web.forms.rows import read_day
from consultation.web.import_labels import WORDS
from consultation.web.setup import staff_page
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.sheets import MOST_BYTES, MOST_ROWS, read_sheet
from foundation.base.spreadsheets import csv_text
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now, secret
from foundation.web.sizes import takes_up_to
from foundation.web.words import translated

bp = Blueprint("imports_in", __name__, url_prefix="/desk/consultations/<slug>/import")

NO_FILE = say("Choose a CSV or .xlsx file.")
MOST_LISTED = 100
SAMPLE = 80
CHOOSES = frozenset({ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED})


@bp.get("")
@allow(Can.CONSULTATION_WRITE)
def every(slug: str) -> ResponseReturnValue:
    """Show where to choose a file, and what was imported before."""
    return _list(staff_page(slug), {})


@bp.post("")
@allow(Can.CONSULTATION_WRITE)
@takes_up_to(MOST_BYTES + 100_000)
def upload(slug: str) -> ResponseReturnValue:
    """Keep a file and go to its columns; one that cannot be read is not kept."""
    page, file = staff_page(slug), request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Invalid(NO_FILE, fields={"file": NO_FILE})
        content = file.read()
        sheet = read_sheet(content)
        into = _into(page)
        table = table_of(sheet)
        columns = _guessed(table, into)
        with work(db.session(), actor(), now()) as unit:
            new = Upload(file.filename, content, table.tool, tuple(columns), into.given_on)
            made = upload_responses(unit, page.id, current_app.extensions["files"], new)
    except Invalid as wrong:
        return _list(page, dict(wrong.fields)), wrong.status
    if sheet.is_guessed:
        flash(_("The file is not in UTF-8, so we read it as Windows writes. Look at its £ signs."))
    return redirect(to(".one", slug=slug, import_id=made), 303)


@bp.get("/<uuid:import_id>")
@allow(Can.CONSULTATION_WRITE)
def one(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Show the columns to choose, what would become of the rows, or how far they are."""
    page = staff_page(slug)
    found = _found(page, import_id)
    return _page(page, found, found.columns, found.given_on.isoformat(), {})


@bp.post("/<uuid:import_id>")
@allow(Can.CONSULTATION_WRITE)
@takes_up_to(100_000)
def try_it(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Say of each row what would become of it; nothing is taken in."""
    page = staff_page(slug)
    found = _found(page, import_id)
    columns = [
        column_from(column.header, request.form.get(f"c{at}", Means.LEAVE_OUT.value))
        for at, column in enumerate(found.columns)
    ]
    typed = request.form.get("given_on", "")
    try:
        given_on = _day(typed) or found.given_on
        reading = read_rows(_table(found), columns, replace(_into(page), given_on=given_on))
        before = count_known(db.session(), page.id, reading.ready, secret())
        with work(db.session(), actor(), now()) as unit:
            try_import(unit, found.id, columns, given_on, reading, before)
    except (Invalid, Conflict) as wrong:
        problems = dict(wrong.fields) or {"columns": str(wrong)}
        return _page(page, found, columns, typed, problems), wrong.status
    return redirect(to(".one", slug=slug, import_id=import_id, _anchor="rows"), 303)


@bp.post("/<uuid:import_id>/start")
@allow(Can.CONSULTATION_WRITE)
def start(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Let the rows that can be taken in become comments."""
    page = staff_page(slug)
    found = _found(page, import_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            start_import(unit, found.id)
    except Conflict as no:
        typed = found.given_on.isoformat()
        return _page(page, found, found.columns, typed, {"columns": str(no)}), no.status
    return redirect(to(".one", slug=slug, import_id=import_id), 303)


@bp.get("/<uuid:import_id>/refused.csv")
@allow(Can.CONSULTATION_WRITE)
def refused(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Hand out the rows that are not taken, with what to do about each."""
    found = _found(staff_page(slug), import_id)
    names = (_("Row"), _("Column"), _("What to do"))
    rows = (
        dict(zip(names, (str(no.number), no.column, translated(no.sentence)), strict=True))
        for no in found.refused
    )
    return _download(csv_text(names, rows).encode(), f"{slug}-refused.csv", "text/csv")


@bp.post("/<uuid:import_id>/file")
@allow(Can.CONSULTATION_WRITE)
def take_file(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Hand out the file as it came; who took it is noted."""
    found = _found(staff_page(slug), import_id)
    if found.file_digest is None:
        raise NotFound("This file is not kept any more.")
    with work(db.session(), actor(), now()) as unit:
        note_file_taken(unit, found.id)
    ending = "xlsx" if found.name.lower().endswith("xlsx") else "csv"
    return _download(_content(found), f"{slug}-responses.{ending}", "application/octet-stream")


def _list(page: ConsultationPage, problems: dict[str, str]) -> str:
    return render_template(
        "consultation/imports/list.html",
        consultation=page,
        imports=imports_of(db.session(), page.id),
        problems=problems,
        most_mb=MOST_BYTES // 10**6,
        most_rows=MOST_ROWS,
    )


def _page(
    page: ConsultationPage,
    found: ImportRow,
    columns: Any,  # noqa: ANN401  a sequence of Column
    given_on: str,
    problems: dict[str, str],
) -> str:
    into = _into(page)
    can_choose = found.state in CHOOSES and found.file_digest is not None
    return render_template(
        "consultation/imports/one.html",
        consultation=page,
        found=found,
        columns=_shown(found, columns, into) if can_choose else (),
        views=_views(found, into) if found.state is ImportState.TRIED else (),
        given_on=given_on,
        problems=problems,
        refused=found.refused[:MOST_LISTED],
        can_choose=can_choose,
    )


def _shown(found: ImportRow, columns: Any, into: Into) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return each column with what stands in it and what it can be."""
    rows = _table(found).rows
    return [
        {
            "name": f"c{at}",
            "header": column.header,
            "chosen": column.chosen,
            "sample": _sample(rows, at),
            "choices": _choices(column, into),
        }
        for at, column in enumerate(columns)
    ]


def _sample(rows: Any, at: int) -> list[str]:  # noqa: ANN401  rows of a table
    said = (row.cells[at].strip() for row in rows if at < len(row.cells))
    first = dict.fromkeys(text for text in said if text)
    return [text if len(text) <= SAMPLE else f"{text[:SAMPLE]}…" for text in list(first)[:2]]


def _choices(column: Column, into: Into) -> list[tuple[str, Any]]:
    if is_about_people(column.header):
        return [(Means.ABOUT_PEOPLE.value, WORDS[Means][Means.ABOUT_PEOPLE])]
    offered = [means for means in Means if means not in {Means.QUESTION, Means.ABOUT_PEOPLE}]
    if not into.takes_formal:
        offered = [means for means in offered if means not in FORMAL]
    if not into.takes.has_dialogue:
        offered = [Means.SAID_ON, Means.ID, Means.LEAVE_OUT]
    questions = [
        (f"{Means.QUESTION}:{each.code}", _("Answer to: %(question)s", question=each.words))
        for each in into.form.asks
        if each.kind in CAN_BE_READ
    ]
    return [(means.value, WORDS[Means][means]) for means in offered] + questions


def _views(found: ImportRow, into: Into) -> list[tuple[str, Any, int]]:
    """Return how the words of the column of views were read."""
    if all(column.means is not Means.STANCE for column in found.columns):
        return []
    reading = read_rows(_table(found), found.columns, replace(into, given_on=found.given_on))
    return sorted((said, stance, count) for (said, stance), count in reading.views.items())


def _guessed(table: Table, into: Into) -> list[Column]:
    return guessed(
        table,
        into.form,
        takes_comments=into.takes.has_dialogue,
        takes_formal=into.takes_formal,
    )


def _into(page: ConsultationPage) -> Into:
    return into_of(db.session(), actor().authority_id, page.id, now())


def _found(page: ConsultationPage, import_id: UUID) -> ImportRow:
    found = import_called(db.session(), page.id, import_id)
    if found is None:
        raise NotFound("There is no such import.")
    return found


def _table(found: ImportRow) -> Table:
    return table_of(read_sheet(_content(found)), found.tool)


def _content(found: ImportRow) -> bytes:
    if found.file_digest is None:
        raise NotFound("This file is not kept any more.")
    try:
        with current_app.extensions["files"].open(found.file_digest) as content:
            kept: bytes = content.read()
    except FileNotFoundError as gone:
        raise NotFound("This file is not kept any more.") from gone
    return kept


def _day(typed: str) -> date | None:
    try:
        return read_day(typed, "") if typed.strip() else None
    except Invalid as wrong:
        sentence = say("Write the day like 2027-03-31.")
        raise Invalid(sentence, fields={"given_on": sentence}) from wrong


def _download(content: bytes, name: str, kind: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
