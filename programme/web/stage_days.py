"""When each gate of a challenge is promised, expected now, and was passed."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Invalid, Malformed
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.challenges import set_dates
from programme.queries.challenges import ChallengePage, StageDates, dates_of
from programme.rules.access import Can
from programme.rules.challenges import OVER, gates_of
from programme.rules.programmes import Origin
from programme.rules.stages import STAGE_OF, Dates, Stage
from programme.web.asked import asked_challenge, chosen
from programme.web.days import day_or_none

bp = Blueprint("stage_days", __name__, url_prefix="/programme/challenges/<slug>/days")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the days of every gate of the pathway."""
    return _page(asked_challenge(slug), {})


@bp.post("")
@allow(Can.CHALLENGE_WRITE)
def change(slug: str) -> ResponseReturnValue:
    """Promise a day, or say that another one is expected now, and why."""
    found, stage = asked_challenge(slug), chosen(Stage, "stage")
    if stage is None:
        raise Malformed("Say which gate it is about.")
    try:
        kept = _known(found)[stage].dates
        promised = kept.baseline_on or day_or_none("baseline_on")
        dates = Dates(promised, day_or_none("forecast_on"))
        with work(db.session(), actor(), now()) as unit:
            set_dates(unit, found.id, stage, dates, request.form.get("late_because") or None)
    except Invalid as wrong:
        return _page(found, wrong.fields), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)


def _known(found: ChallengePage) -> dict[Stage, StageDates]:
    """Return the days of each stage, also of one without any."""
    none = StageDates(Dates(), None, Origin.RECORDED)
    known = dates_of(db.session(), [found.id])[found.id]
    return {stage: known.get(stage, none) for stage in Stage}


def _page(found: ChallengePage, problems: Mapping[str, str]) -> str:
    known, today = _known(found), london_day(now())
    return render_template(
        "programme/challenges/days.html",
        challenge=found,
        rows=[
            (gate, stage, known[stage], known[stage].dates.days_late(today))
            for gate in gates_of(found.pathway)
            for stage in (STAGE_OF[gate],)
        ],
        may_write=actor().may(Can.CHALLENGE_WRITE) and found.state not in OVER,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
