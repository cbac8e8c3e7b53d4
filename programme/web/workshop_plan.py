"""Plan a workshop or change it; name the phases, and say what a programme means to hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import LONDON
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.guests import tell_guests
from programme.commands.phases import name_phases, set_workshop_plan
from programme.commands.workshops import change_workshop, plan_workshop
from programme.queries.workshops import (
    WorkshopPage,
    departments_with_challenges,
    phases_of,
    plan_of,
    principles_of,
)
from programme.rules.access import Can
from programme.rules.workshops import NOT_OURS, PHASES, WorkshopDraft, WorkshopKind, WorkshopPlan
from programme.web.asked import chosen
from programme.web.days import typed_instant, typed_minutes
from programme.web.mails import workshop_mail
from programme.web.workshops import asked_workshop, challenges_here, latest_programme

bp = Blueprint("workshop_plan", __name__, url_prefix="/programme/workshops")

NUMBERS = ("per_department", "minutes", "participants", "facilitators")


@bp.get("/new")
@allow(Can.WORKSHOP_RUN)
def new() -> ResponseReturnValue:
    """Show the form of a new workshop."""
    return _form(None, {})


@bp.post("/new")
@allow(Can.WORKSHOP_RUN)
def make() -> ResponseReturnValue:
    """Put a workshop into the plan."""
    try:
        with work(db.session(), actor(), now()) as unit:
            made = plan_workshop(unit, latest_programme().id, _draft())
    except Invalid as wrong:
        return _form(None, wrong.fields), wrong.status
    flash(_("The workshop is planned. Now ask who is to come."))
    return redirect(url_for("workshops.page", workshop_id=made, _anchor="ask"), 303)


@bp.get("/<uuid:workshop_id>/change")
@allow(Can.WORKSHOP_RUN)
def change(workshop_id: UUID) -> ResponseReturnValue:
    """Show the form of a workshop as it is."""
    return _form(asked_workshop(workshop_id), {})


@bp.post("/<uuid:workshop_id>/change")
@allow(Can.WORKSHOP_RUN)
def save(workshop_id: UUID) -> ResponseReturnValue:
    """Change what a workshop is."""
    found = asked_workshop(workshop_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            change_workshop(unit, workshop_id, _draft())
            write = workshop_mail(current_council(), asked_workshop(workshop_id).row)
            tell_guests(unit, workshop_id, write)
    except (Invalid, Conflict) as wrong:
        return _form(found, wrong.fields or {"title": wrong.sentence}), wrong.status
    flash(_("Saved."))
    return redirect(url_for("workshops.page", workshop_id=workshop_id), 303)


@bp.get("/phases")
@allow(Can.WORKSHOP_RUN)
def phases() -> ResponseReturnValue:
    """Show the phases and the plan of the latest programme."""
    return _phases({})


@bp.post("/phases")
@allow(Can.WORKSHOP_RUN)
def name() -> ResponseReturnValue:
    """Rename, add and take away phases."""
    try:
        with work(db.session(), actor(), now()) as unit:
            name_phases(unit, latest_programme().id, request.form.getlist("phase"))
    except (Invalid, Conflict) as wrong:
        return _phases(wrong.fields or {"phase-1": wrong.sentence}), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".phases"), 303)


@bp.post("/plan")
@allow(Can.WORKSHOP_RUN)
def plan() -> ResponseReturnValue:
    """Say how many workshops a department is to have, and how they are."""
    meant = {each: typed_minutes(each) or 0 for each in NUMBERS}
    try:
        with work(db.session(), actor(), now()) as unit:
            note = request.form.get("note", "")
            set_workshop_plan(unit, latest_programme().id, WorkshopPlan(**meant, note=note))
    except Invalid as wrong:
        return _phases(wrong.fields), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".phases"), 303)


def _draft() -> WorkshopDraft:
    return WorkshopDraft(
        kind=chosen(WorkshopKind, "kind"),
        title=request.form.get("title", ""),
        starts_at=typed_instant("day", "time"),
        minutes=typed_minutes("minutes"),
        places=typed_minutes("places"),
        department_id=_row("department"),
        challenge_id=_row("challenge"),
        phase_id=_row("phase"),
        principle_ids=frozenset(_ids("principles")),
    )


def _row(field: str) -> UUID | None:
    return next(iter(_ids(field)), None)


def _ids(field: str) -> list[UUID]:
    try:
        return [UUID(each) for each in request.form.getlist(field) if each]
    except ValueError:
        raise Invalid(NOT_OURS, fields={field: NOT_OURS}) from None


def _form(found: WorkshopPage | None, problems: Mapping[str, str]) -> str:
    programme_id = found.row.programme_id if found else latest_programme().id
    meant = plan_of(db.session(), programme_id)
    return render_template(
        "programme/workshops/form.html",
        found=found,
        kinds=list(WorkshopKind),
        departments=departments_with_challenges(db.session(), programme_id),
        challenges=challenges_here(programme_id),
        phases=phases_of(db.session(), programme_id),
        principles=principles_of(db.session(), programme_id),
        typed=request.form if request.method == "POST" else _as_typed(found, meant),
        picked=request.form.getlist("principles")
        if request.method == "POST"
        else [str(each) for each, _words in found.principles]
        if found
        else [],
        problems={name: translated(said) for name, said in problems.items()},
    )


def _as_typed(found: WorkshopPage | None, meant: WorkshopPlan) -> dict[str, Any]:
    """Return what the form shows at first: the workshop as it is, or the plan's numbers."""
    if found is None:
        return {
            "minutes": meant.minutes,
            "places": meant.participants,
            "challenge": request.args.get("challenge", ""),
        }
    row, at = found.row, found.row.starts_at.astimezone(LONDON)
    return {
        "title": row.title,
        "kind": row.kind.value,
        "minutes": row.minutes,
        "places": row.places,
        "department": row.department_id or "",
        "challenge": row.challenge_id or "",
        "phase": row.phase_id or "",
        "day-day": at.day,
        "day-month": at.month,
        "day-year": at.year,
        "time": f"{at:%H:%M}",
    }


def _phases(problems: Mapping[str, str]) -> str:
    programme = latest_programme()
    rows = phases_of(db.session(), programme.id)
    typed = request.form.getlist("phase")
    return render_template(
        "programme/workshops/phases.html",
        programme=programme,
        rows=rows,
        titles=typed or [row.title for row in rows] or list(PHASES),
        plan=plan_of(db.session(), programme.id),
        numbers=NUMBERS,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
