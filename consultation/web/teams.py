"""The teams that a council asks for facts, and who answers for each."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.teams import add_team, close_team, join_team, leave_team
from consultation.queries.teams import teams_of
from consultation.rules.access import Can
from consultation.web.forms.referrals import TeamForm
from consultation.web.forms.views import refused
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("teams", __name__, url_prefix="/desk/teams")


@bp.get("")
@allow(Can.TEAM_WRITE)
def every() -> ResponseReturnValue:
    """List the teams."""
    return _page(TeamForm(), {})


@bp.post("")
@allow(Can.TEAM_WRITE)
def add() -> ResponseReturnValue:
    """Add a team."""
    form = TeamForm()
    try:
        with work(db.session(), actor(), now()) as unit:
            add_team(unit, form.name.data or "", is_outside=bool(form.is_outside.data))
    except Invalid as wrong:
        return _page(form, refused(form, wrong.fields)), 422
    return _saved()


@bp.post("/<uuid:team_id>/members")
@allow(Can.TEAM_WRITE)
def join(team_id: UUID) -> ResponseReturnValue:
    """Let somebody answer for a team."""
    email = request.form.get("email", "")
    try:
        with work(db.session(), actor(), now()) as unit:
            join_team(unit, team_id, email)
    except Invalid as wrong:
        problems = {f"email-{team_id}": wrong.sentence}
        return _page(TeamForm(formdata=None), problems, {str(team_id): email}), 422
    return _saved()


@bp.post("/<uuid:team_id>/members/<uuid:person_id>/remove")
@allow(Can.TEAM_WRITE)
def leave(team_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Let somebody answer for a team no more."""
    with work(db.session(), actor(), now()) as unit:
        leave_team(unit, team_id, person_id)
    return _saved()


@bp.post("/<uuid:team_id>/close")
@allow(Can.TEAM_WRITE)
def close(team_id: UUID) -> ResponseReturnValue:
    """Let a team take no more questions, or take them again."""
    with work(db.session(), actor(), now()) as unit:
        close_team(unit, team_id, is_closed=request.form.get("closed") == "yes")
    return _saved()


def _saved() -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".every"), 303)


def _page(form: TeamForm, problems: dict[str, str], typed: dict[str, str] | None = None) -> str:
    return render_template(
        "consultation/teams/list.html",
        teams=teams_of(db.session(), current_council().id),
        form=form,
        problems=problems,
        typed=typed or {},
    )
