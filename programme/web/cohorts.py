"""The desk of a cohort: who is still there, what is next, and what was told to whom."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.cohorts import make_cohort
from programme.queries.cohorts import CohortRow, cohort_page, cohorts_of
from programme.queries.milestones import milestones_of_cohort
from programme.queries.programmes import programmes_of
from programme.queries.tellings import ledger
from programme.rules.access import Can
from programme.rules.attendance import MARKS, RISKS
from programme.rules.cohorts import CohortDraft, SeatState, Side
from programme.rules.tellings import TellingState
from programme.web import retention_chart
from programme.web.cohort_tiles import departments, table, tiles
from programme.web.days import typed_day

bp = Blueprint("cohorts", __name__, url_prefix="/programme/cohort")


@bp.get("")
@allow(Can.COHORT_READ)
def desk() -> ResponseReturnValue:
    """Show the latest cohort, or the one of the programme that is asked for."""
    rows = cohorts_of(db.session(), current_council().id)
    return _desk(asked_cohort(rows), rows) if rows else _first({})


@bp.post("")
@allow(Can.COHORT_RUN)
def make() -> ResponseReturnValue:
    """Set up the cohort of a programme."""
    draft = CohortDraft(request.form.get("title", ""), typed_day("starts_on"), typed_day("ends_on"))
    slug = request.form.get("programme", "")
    try:
        with work(db.session(), actor(), now()) as unit:
            make_cohort(unit, slug, draft)
    except (Invalid, Conflict) as wrong:
        return _first(wrong.fields or {"title": wrong.sentence}), wrong.status
    flash(_("The cohort is set up. Give firms and people their seats."))
    return redirect(url_for("cohort_plan.page", of=slug), 303)


def asked_cohort(rows: tuple[CohortRow, ...] | None = None) -> CohortRow:
    """Return the cohort that the address asks for, or else the latest.

    Raises:
        NotFound: there is none.
    """
    rows = cohorts_of(db.session(), current_council().id) if rows is None else rows
    wanted = request.values.get("of")
    for row in rows:
        if wanted in {None, "", row.programme_slug}:
            return row
    raise NotFound("There is no such cohort.")


def cohort_by_id(cohort_id: UUID) -> CohortRow:
    """Return a cohort of this council.

    Raises:
        NotFound: there is none.
    """
    for row in cohorts_of(db.session(), current_council().id):
        if row.id == cohort_id:
            return row
    raise NotFound("There is no such cohort.")


def _desk(row: CohortRow, rows: tuple[CohortRow, ...]) -> str:
    page = cohort_page(db.session(), row, now())
    told = ledger(db.session(), row.id)
    firms = [seat for seat in page.seats if seat.side is Side.FIRM]
    open_lines = [line for line in told if line.state is TellingState.NOT_SHARED]
    return render_template(
        "programme/cohorts/desk.html",
        page=page,
        row=row,
        others=[each for each in rows if each.id != row.id],
        firms=sorted(
            firms, key=lambda seat: (not seat.is_at_risk, seat.challenge or "", seat.name)
        ),
        tiles=tiles(page, open_lines),
        open_lines=open_lines,
        at_risk=[seat for seat in firms if seat.is_at_risk],
        untaken=[
            each for each in page.sessions if each.taken_at is None and each.starts_at <= now()
        ],
        sides=departments(page),
        chart={
            "firms": retention_chart.line(page.firms, page.weeks),
            "council": retention_chart.line(page.council, page.weeks),
            "weeks": retention_chart.ticks(page.weeks),
        },
        points=table(page),
        ledger=told,
        milestones=milestones_of_cohort(db.session(), row.id, london_day(now())),
        left=frozenset(seat.id for seat in page.seats if seat.state is SeatState.DROPPED),
        days_left=(row.ends_on - london_day(now())).days,
        may_run=actor().may(Can.COHORT_RUN),
        me=actor().person_id,
        marks=MARKS,
        risks=RISKS,
    )


def _first(problems: Mapping[str, str]) -> str:
    return render_template(
        "programme/cohorts/first.html",
        programmes=programmes_of(db.session(), current_council().id),
        may_run=actor().may(Can.COHORT_RUN),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
