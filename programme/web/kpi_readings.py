"""Readings for the figures that need one: noted here, agreed to by a second person."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import refused
from programme.commands.kpi_readings import agree_to_reading, note_reading, withdraw_reading
from programme.queries.challenges import names_of
from programme.queries.kpi_readings import readings_of
from programme.queries.programmes import ProgrammeRow
from programme.rules.access import Can
from programme.web.kpi_forms import ReadingForm, reading_of
from programme.web.kpi_kept import asked_here
from programme.web.kpis import first_of

bp = Blueprint("kpi_readings", __name__, url_prefix="/programme/figures/readings")

AT_ONCE = 50


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show what was read elsewhere, with who noted it and who agreed."""
    return _page(asked_here(), ReadingForm(formdata=None), {})


@bp.post("")
@allow(Can.KPI_KEEP)
def note() -> ResponseReturnValue:
    """Note a reading."""
    programme, form = asked_here(), ReadingForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            note_reading(unit, programme.id, reading_of(form))
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"words": wrong.sentence})
        return _page(programme, form, refused(form, fields)), wrong.status
    flash(_("Noted. It counts once a second person has agreed to it."))
    return _to(programme)


@bp.post("/<uuid:kpi_reading_id>/agree")
@allow(Can.KPI_SIGN)
def agree(kpi_reading_id: UUID) -> ResponseReturnValue:
    """Agree to what another person noted."""
    programme = asked_here()
    try:
        with work(db.session(), actor(), now()) as unit:
            agree_to_reading(unit, kpi_reading_id)
    except Conflict as shut:
        said = {"readings": shut.sentence}
        return _page(programme, ReadingForm(formdata=None), said), shut.status
    flash(_("Agreed. It counts from now on."))
    return _to(programme)


@bp.post("/<uuid:kpi_reading_id>/withdraw")
@allow(Can.KPI_KEEP)
def withdraw(kpi_reading_id: UUID) -> ResponseReturnValue:
    """Take a reading back, with a reason."""
    programme = asked_here()
    try:
        with work(db.session(), actor(), now()) as unit:
            withdraw_reading(unit, kpi_reading_id, request.form.get("reason", ""))
    except (Conflict, Invalid) as wrong:
        said = {f"reason-{kpi_reading_id}": wrong.sentence}
        return _page(programme, ReadingForm(formdata=None), said), wrong.status
    flash(_("Taken back. It stays in the list and counts no more."))
    return _to(programme)


def _page(programme: ProgrammeRow, form: ReadingForm, problems: dict[str, str]) -> str:
    first = first_of(request.args.get("from", ""))
    rows, is_more = readings_of(db.session(), programme, AT_ONCE, first)
    who = names_of(
        db.session(), [name for row in rows for name in (row.noted_by_id, row.agreed_by_id)]
    )
    return render_template(
        "programme/kpis/readings.html",
        programme=programme,
        rows=rows,
        who=who,
        following=first + AT_ONCE if is_more else None,
        form=form,
        problems=problems,
        typed_reason=request.form.get("reason", ""),
        may_note=actor().may(Can.KPI_KEEP),
        may_agree=actor().may(Can.KPI_SIGN),
        me=actor().person_id,
    )


def _to(programme: ProgrammeRow) -> ResponseReturnValue:
    return redirect(url_for(".page", programme=programme.slug), 303)
