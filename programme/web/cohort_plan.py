"""The plan of a cohort: seats for firms and people, sessions, and notes of what was told."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.cohorts import seat_firm, seat_person
from programme.commands.milestones import set_milestone
from programme.commands.sessions import plan_session
from programme.commands.tellings import note_telling
from programme.queries.cohorts import CohortRow, seats_of
from programme.queries.seats import challenges_of, firms_to_seat, people_to_seat
from programme.rules.access import Can
from programme.rules.cohorts import HERE, Side
from programme.rules.milestones import MilestoneDraft
from programme.rules.sessions import SessionDraft, SessionKind
from programme.rules.tellings import Means, TellingDraft
from programme.web.asked import chosen
from programme.web.cohorts import asked_cohort, cohort_by_id
from programme.web.days import typed_day, typed_instant, typed_minutes

bp = Blueprint("cohort_plan", __name__, url_prefix="/programme/cohort")

CHOOSE = "Choose one of the list."


@bp.get("/plan")
@allow(Can.COHORT_RUN)
def page() -> ResponseReturnValue:
    """Show the forms for seats, sessions and notes."""
    return _page(asked_cohort(), {})


@bp.post("/<uuid:cohort_id>/firms")
@allow(Can.COHORT_RUN)
def firm(cohort_id: UUID) -> ResponseReturnValue:
    """Give a firm a seat; the choice names challenge and firm."""
    row = cohort_by_id(cohort_id)
    challenge, _sep, firm_id = request.form.get("firm", "").partition(" ")
    try:
        with work(db.session(), actor(), now()) as unit:
            seat_firm(unit, row.id, _id(challenge, "firm"), _id(firm_id, "firm"))
    except (Invalid, Conflict) as wrong:
        return _page(row, wrong.fields or {"firm": wrong.sentence}), wrong.status
    return _done(row, _("The firm has a seat, and is asked to every session ahead."))


@bp.post("/<uuid:cohort_id>/people")
@allow(Can.COHORT_RUN)
def person(cohort_id: UUID) -> ResponseReturnValue:
    """Give somebody of the council, a sponsor or a mentor a seat."""
    row = cohort_by_id(cohort_id)
    challenge = request.form.get("challenge", "")
    try:
        side = chosen(Side, "side")
        if side is None or side is Side.FIRM:
            raise Invalid(CHOOSE, fields={"side": CHOOSE})
        person_id = _id(request.form.get("person", ""), "person")
        asked = _id(challenge, "challenge") if challenge else None
        with work(db.session(), actor(), now()) as unit:
            seat_person(unit, row.id, person_id, side, asked)
    except (Invalid, Conflict) as wrong:
        return _page(row, wrong.fields or {"person": wrong.sentence}), wrong.status
    return _done(row, _("They have a seat, and are asked to every session ahead."))


@bp.post("/<uuid:cohort_id>/sessions")
@allow(Can.COHORT_RUN)
def session(cohort_id: UUID) -> ResponseReturnValue:
    """Put a session into the plan."""
    row, form = cohort_by_id(cohort_id), request.form
    try:
        draft = SessionDraft(
            kind=chosen(SessionKind, "kind"),
            title=form.get("title", ""),
            starts_at=typed_instant("day", "time"),
            minutes=typed_minutes("minutes"),
            challenge_id=_maybe("about"),
            seat_id=_maybe("with"),
        )
        with work(db.session(), actor(), now()) as unit:
            plan_session(unit, row.id, draft)
    except (Invalid, Conflict) as wrong:
        return _page(row, _renamed(wrong, {"seat": "with", "challenge": "about"})), wrong.status
    return _done(row, _("The session is in the plan."))


@bp.post("/<uuid:cohort_id>/milestones")
@allow(Can.COHORT_RUN)
def milestone(cohort_id: UUID) -> ResponseReturnValue:
    """Give one firm, or all of them, a milestone."""
    row = cohort_by_id(cohort_id)
    draft = MilestoneDraft(request.form.get("milestone", ""), typed_day("baseline_on"))
    try:
        with work(db.session(), actor(), now()) as unit:
            set_milestone(unit, row.id, draft, _maybe("of_firm"))
    except (Invalid, Conflict) as wrong:
        return _page(row, wrong.fields or {"milestone": wrong.sentence}), wrong.status
    return _done(row, _("The milestone is set. The firm reads it on its page."))


@bp.post("/<uuid:cohort_id>/tellings")
@allow(Can.COHORT_RUN)
def telling(cohort_id: UUID) -> ResponseReturnValue:
    """Write down what was said to a firm."""
    row, form = cohort_by_id(cohort_id), request.form
    try:
        means, seat_id = chosen(Means, "means"), _maybe("told")
        draft = TellingDraft(form.get("words", ""), means, typed_day("told_on"), seat_id)
        challenge = _id(form.get("of_challenge", ""), "of_challenge")
        with work(db.session(), actor(), now()) as unit:
            note_telling(unit, row.id, challenge, draft)
    except (Invalid, Conflict) as wrong:
        return _page(row, _renamed(wrong, {"seat": "told"})), wrong.status
    return _done(row, _("Written down. Share it from the list of equal information."))


def _page(row: CohortRow, problems: Mapping[str, str]) -> str:
    council = current_council().id
    seats = seats_of(db.session(), row, 0, london_day(now()))
    return render_template(
        "programme/cohorts/plan.html",
        row=row,
        seats=seats,
        firm_seats=[each for each in seats if each.side is Side.FIRM and each.state in HERE],
        firms=firms_to_seat(db.session(), council, row.id),
        people=people_to_seat(db.session(), council),
        challenges=challenges_of(db.session(), row.id),
        kinds=list(SessionKind),
        sides=list(Side),
        means=list(Means),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _done(row: CohortRow, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".page", of=row.programme_slug), 303)


def _renamed(wrong: Invalid | Conflict, names: Mapping[str, str]) -> dict[str, str]:
    return {names.get(name, name): said for name, said in wrong.fields.items()} or {
        "title": wrong.sentence
    }


def _id(typed: str, field: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Invalid(CHOOSE, fields={field: CHOOSE}) from None


def _maybe(field: str) -> UUID | None:
    typed = request.form.get(field, "")
    return _id(typed, field) if typed else None
