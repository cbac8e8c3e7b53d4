"""The legal route of a challenge, and the first lawful day of each step to its contract."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from icalendar import Calendar, Event

from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.base.working_days import known_until
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import refused
from foundation.web.words import translated
from programme.commands.routes import choose_route, date_step
from programme.queries.challenges import ChallengePage
from programme.queries.routes import RoutePage, route_page
from programme.rules.access import Can
from programme.rules.law import PROVISIONS
from programme.rules.money import pounds
from programme.rules.routes import ABOUT
from programme.rules.step_days import Clock
from programme.rules.steps import TITLES, Step
from programme.web.asked import asked_challenge
from programme.web.route_forms import RouteForm, StepForm, filled_route, route_of

bp = Blueprint("routes", __name__, url_prefix="/programme/challenges/<slug>/route")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the first lawful contract date, and how it is worked out."""
    return _page(asked_challenge(slug))


@bp.post("")
@allow(Can.ROUTE_WRITE)
def choose(slug: str) -> ResponseReturnValue:
    """Choose the route."""
    found, form = asked_challenge(slug), RouteForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            choose_route(unit, found.id, route_of(form))
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"route": wrong.sentence})
        return _page(found, route=form, problems=refused(form, fields)), wrong.status
    return _saved(slug)


@bp.post("/days")
@allow(Can.ROUTE_WRITE)
def enter(slug: str) -> ResponseReturnValue:
    """Enter one day of one step."""
    found, form = asked_challenge(slug), StepForm()
    try:
        if not form.validate() or form.day.data is None:
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            step, clock = Step(form.step.data), Clock(form.clock.data)
            date_step(unit, found.id, step, clock, form.day.data)
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"day": wrong.sentence})
        return _page(found, step=form, problems=refused(form, fields)), wrong.status
    return _saved(slug)


@bp.get("/dates.ics")
@allow(Can.CHALLENGE_READ)
def dates(slug: str) -> ResponseReturnValue:
    """Give the days that are expected, or else the first lawful ones, to a calendar."""
    found = asked_challenge(slug)
    shown = route_page(db.session(), found.id, now())
    calendar = Calendar()
    calendar.add("prodid", "-//Heard Back//Routes//EN")
    calendar.add("version", "2.0")
    for each in shown.steps if shown else ():
        day = each.days.done or each.days.forecast or each.earliest.day
        event = Event()
        event.add("uid", f"{each.earliest.step}@{found.id}")
        event.add("dtstamp", now().replace(microsecond=0))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{translated(TITLES[each.earliest.step])}: {found.title}")
        event.add("description", translated(each.earliest.working))
        event.add("url", f"{address(current_council())}{url_for('routes.page', slug=slug)}")
        calendar.add_component(event)
    return Response(calendar.to_ical(), mimetype="text/calendar")


def _page(
    found: ChallengePage,
    *,
    route: RouteForm | None = None,
    step: StepForm | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    shown = route_page(db.session(), found.id, now())
    return render_template(
        "programme/routes/page.html",
        challenge=found,
        page=shown,
        about=ABOUT[shown.chosen.route] if shown else None,
        titles=TITLES,
        figures=_figures(shown),
        known_until=known_until(),
        pounds=pounds,
        may_write=actor().may(Can.ROUTE_WRITE),
        route=route or RouteForm(data=filled_route(shown.chosen if shown else None)),
        step=step or StepForm(formdata=None),
        problems=problems or {},
    )


def _figures(shown: RoutePage | None) -> list[Any]:
    """Return the figures of the law that a route follows, those in force today."""
    if shown is None:
        return []
    return [
        each
        for each in PROVISIONS
        if each.act is shown.way.act
        and each.since <= shown.today
        and (each.until is None or shown.today <= each.until)
    ]


def _saved(slug: str) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)
