"""Going to find who is missing: what a session is expected to do, and what earlier ones did."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.reach.sessions import Aim, plan_session_for
from consultation.queries.consultations import ConsultationPage
from consultation.queries.reach.heard import Heard, heard_in
from consultation.queries.reach.sessions import SessionRow, achieved, sessions_of
from consultation.rules.access import Can
from consultation.rules.reach.next_steps import Task, next_conversations
from consultation.rules.reach.sessions import YOUNG, expected, people_by
from consultation.rules.reach.traits import Trait
from consultation.web.heard_labels import WAYS
from consultation.web.heard_shown import group_name
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, Malformed
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("heard_sessions", __name__, url_prefix="/reach/<slug>/sessions")


@bp.get("")
@allow(Can.CONSULTATION_WRITE)
def page(slug: str) -> ResponseReturnValue:
    """Show whom to go and find, with what is expected of it, and what was done."""
    return _page(staff_page(slug), {}, "")


@bp.post("")
@allow(Can.CONSULTATION_WRITE)
def plan(slug: str) -> ResponseReturnValue:
    """Write a session down."""
    found = staff_page(slug)
    wanted, typed = request.form.get("task", ""), request.form.get("held_on", "")
    heard = heard_in(db.session(), current_council().id, found.id)
    task = next((each for each in _tasks(heard) if _key(each) == wanted), None)
    if task is None:
        raise Malformed("This group is not among those to find.")
    people = people_by(task.way, achieved(sessions_of(db.session(), current_council().id)))
    try:
        with work(db.session(), actor(), now()) as unit:
            aim = Aim(task.trait, task.group.name, people)
            title = _("Session for: %(group)s", group=group_name(task.trait, task.group, heard))
            number = plan_session_for(unit, found.id, aim, title, _day(typed))
    except Invalid as wrong:
        return _page(found, {wanted: wrong.sentence}, typed), 422
    flash(_("Planned. Now give it a time and a place."))
    return redirect(url_for("desk_sessions.edit", slug=slug, number=number), 303)


def _page(found: ConsultationPage, problems: dict[str, str], typed: str) -> str:
    council_id = current_council().id
    heard, rows = (
        heard_in(db.session(), council_id, found.id),
        sessions_of(db.session(), council_id),
    )
    return render_template(
        "consultation/heard/sessions.html",
        consultation=found,
        tasks=[_shown_task(task, heard, rows) for task in _tasks(heard)],
        sessions=[_shown(row, heard) for row in rows if row.consultation_id == found.id],
        problems=problems,
        typed=typed,
    )


def _tasks(heard: Heard) -> tuple[Task, ...]:
    return next_conversations(
        [(each.trait, each.compared) for each in heard.tables if each.compared]
    )


def _key(task: Task) -> str:
    return f"{task.trait.value}-{task.group.name}"


def _shown_task(task: Task, heard: Heard, rows: tuple[SessionRow, ...]) -> dict[str, Any]:
    table = heard.table(task.trait)
    people = people_by(task.way, achieved(rows))
    hoped = expected(table.compared, task.group.name, people) if table and table.compared else None
    return {
        "key": _key(task),
        "group": group_name(task.trait, task.group, heard),
        "way": WAYS[task.way],
        "needed": task.group.needed,
        "hoped": hoped,
        "is_young": (task.trait, task.group.name) in YOUNG,
        "measured": sum(way is task.way for way, _effect in achieved(rows)),
    }


def _shown(row: SessionRow, heard: Heard) -> dict[str, Any]:
    return {
        "number": row.number,
        "group": _name(row.session.trait, row.session.group, heard),
        "held_on": row.session.held_on,
        "hoped": row.people,
        "effect": row.effect,
    }


def _name(trait: Trait, group: str, heard: Heard) -> str:
    """Return a group in words; a ward that is no more keeps its code."""
    table = heard.table(trait)
    groups = table.compared.groups if table and table.compared else ()
    found = next((each for each in groups if each.name == group), None)
    return group_name(trait, found, heard) if found else group


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
