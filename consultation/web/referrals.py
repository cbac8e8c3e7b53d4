"""Send comments to a team for facts, and take them back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import SelectChoice

from consultation.commands.queue import Chosen, chosen
from consultation.commands.referrals import ask_again, recall, refer
from consultation.queries.queue import queue_rows
from consultation.queries.teams import TeamRow, open_teams
from consultation.rules.access import Can
from consultation.rules.referrals import USUAL_DAYS
from consultation.web.forms.referrals import ReferForm
from consultation.web.forms.views import refused
from consultation.web.queue_filters import back_to_queue
from consultation.web.queue_shown import shown_row
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.base.working_days import working_days_after
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("referrals", __name__, url_prefix="/desk/referrals")


def refer_page(refs: list[str], query: str) -> ResponseReturnValue:
    """Ask which team the comments go to, what it has to answer and by when.

    Raises:
        Invalid: nothing was ticked.
        NotFound: one of them is not there.
    """
    usual = working_days_after(london_day(now()), USUAL_DAYS, current_council().working_days)
    with work(db.session(), actor(), now()) as unit:
        comments = chosen(unit, refs)
    return _page(comments, refs, query, ReferForm(formdata=None, data={"due_on": usual}), {})


@bp.post("/send")
@allow(Can.REFERRAL_WRITE)
def send() -> ResponseReturnValue:
    """Send what was ticked to a team."""
    form, refs = ReferForm(), request.form.getlist("chosen")
    comments: Chosen = {}
    try:
        with work(db.session(), actor(), now()) as unit:
            comments = chosen(unit, refs)
            team = _team(form.team.data)
            sent = refer(unit, comments, team.id, form.question.data or "", form.due_on.data)
    except (Invalid, Conflict) as wrong:
        if not comments:
            raise
        fields = wrong.fields or {"team": wrong.sentence}
        query = request.form.get("queue", "")
        return _page(comments, refs, query, form, refused(form, fields)), wrong.status
    said = ngettext(
        "%(num)s comment is with %(team)s now.",
        "%(num)s comments are with %(team)s now.",
        sent,
        team=team.name,
    )
    flash(str(said))
    return _back()


@bp.post("/<uuid:referral_id>/recall")
@allow(Can.REFERRAL_WRITE)
def take_back(referral_id: UUID) -> ResponseReturnValue:
    """Take a question back from its team."""
    with work(db.session(), actor(), now()) as unit:
        recall(unit, referral_id)
    flash(str(_("The question is taken back.")))
    return _back()


@bp.post("/<uuid:referral_id>/again")
@allow(Can.REFERRAL_WRITE)
def again(referral_id: UUID) -> ResponseReturnValue:
    """Send a draft back to its team with what is still missing."""
    form = ReferForm()
    with work(db.session(), actor(), now()) as unit:
        ask_again(unit, referral_id, form.question.data or "", form.due_on.data)
    flash(str(_("The team is asked again.")))
    return _back()


def _team(chosen_id: str | None) -> TeamRow:
    for team in open_teams(db.session(), current_council().id):
        if str(team.id) == chosen_id:
            return team
    wrong = "Choose who can answer it."
    raise Invalid(wrong, fields={"team": wrong})


def _page(
    comments: Chosen, refs: list[str], query: str, form: ReferForm, problems: dict[str, str]
) -> str:
    session, today = db.session(), london_day(now())
    ids = [each for some in comments.values() for each in some]
    form.team.choices = [
        SelectChoice("", _("Choose")),
        *(
            SelectChoice(str(team.id), team.name)
            for team in open_teams(session, current_council().id)
        ),
    ]
    return render_template(
        "consultation/referrals/send.html",
        rows=[shown_row(row, today) for row in queue_rows(session, ids)],
        refs=refs,
        form=form,
        problems=problems,
        queue=query,
    )


def _back() -> ResponseReturnValue:
    address = back_to_queue()
    if address is None:
        raise NotFound("There is no such page.")
    return redirect(address, 303)
