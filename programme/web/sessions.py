"""One session of a cohort: who was asked, and a form of who came."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.sessions import take_attendance
from programme.queries.sessions import SessionPage, session_page
from programme.rules.access import Can
from programme.rules.attendance import MARKS, Came

bp = Blueprint("sessions", __name__, url_prefix="/programme/cohort/sessions/<uuid:session_id>")


@bp.get("")
@allow(Can.COHORT_READ)
def page(session_id: UUID) -> ResponseReturnValue:
    """Show who was asked to a session, and who came."""
    return _page(_asked(session_id), {})


@bp.post("")
@allow(Can.COHORT_RUN)
def take(session_id: UUID) -> ResponseReturnValue:
    """Write down who came; a person without a choice stays as they are."""
    found = _asked(session_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            take_attendance(unit, session_id, _marks(found))
    except Conflict as wrong:
        return _page(found, {"who": wrong.sentence}), wrong.status
    flash(_("It is written down who came."))
    return redirect(url_for("cohorts.desk", of=found.programme_slug), 303)


def _marks(found: SessionPage) -> dict[UUID, Came]:
    known = {mark.value: mark for mark in MARKS}
    typed = {each.seat_id: request.form.get(f"came-{each.seat_id}", "") for each in found.seats}
    return {seat_id: known[word] for seat_id, word in typed.items() if word in known}


def _asked(session_id: UUID) -> SessionPage:
    found = session_page(db.session(), current_council().id, session_id)
    if found is None:
        raise NotFound("There is no such session.")
    return found


def _page(found: SessionPage, problems: Mapping[str, str]) -> str:
    return render_template(
        "programme/cohorts/session.html",
        session=found,
        has_begun=found.starts_at <= now(),
        may_run=actor().may(Can.COHORT_RUN),
        marks=MARKS,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
