"""Sessions of a consultation as residents see them: when, where, and a place in them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from consultation.commands.session_places import give_back, take_place
from consultation.queries.named import NamedConsultation
from consultation.queries.sessions import (
    SeatFacts,
    SessionFacts,
    comments_of_session,
    questions_asked,
    seat_called,
    session_called,
    sessions_of,
)
from consultation.rules.journey import carrier_of
from consultation.rules.sessions import (
    SeatState,
    SessionState,
    forgotten_on,
    is_over,
    may_sign_up,
)
from consultation.web.consultations import public_consultation
from consultation.web.forms.sessions import PlaceForm, visitor_in
from consultation.web.forms.views import refused
from consultation.web.fresh import seen
from consultation.web.session_calendar import calendar_of, where
from consultation.web.session_mails import PATH, PLACE
from consultation.web.session_map import CROP, place_map
from foundation.accounts.commands.contacts import Reached, may_ask
from foundation.accounts.rules.contacts import Medium
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.tickets import read_ticket, ticket
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import actor, now, secret
from foundation.web.forms import Form
from foundation.web.limits import limiter
from foundation.web.visitor import new_form_key, note_visitor, submission_id

bp = Blueprint("public_sessions", __name__)

OFTEN = "30 per hour"
GONE = say("This link does not work any more.")


@bp.get("/consultations/<slug>/sessions")
@anyone
def every(slug: str) -> ResponseReturnValue:
    """List the sessions of a consultation, those to come first."""
    named = public_consultation(slug)
    rows = sessions_of(db.session(), named.id)
    ahead = [row for row in rows if not over(row) and row.state is SessionState.PUBLISHED]

    def made() -> str:
        return render_template(
            "consultation/sessions/list.html",
            consultation=named,
            ahead=ahead,
            past=[row for row in reversed(rows) if row not in ahead],
            where=where,
        )

    return fresh_while(*seen(named.version, named), len(ahead), make=made)


@bp.get("/consultations/<slug>/sessions.ics")
@anyone
def calendar(slug: str) -> ResponseReturnValue:
    """Give all sessions of a consultation to a calendar, which can ask again."""
    named = public_consultation(slug)
    return _calendar(named, sessions_of(db.session(), named.id))


@bp.get("/consultations/<slug>/sessions/<int:number>")
@anyone
def page(slug: str, number: int) -> ResponseReturnValue:
    """Show one session, and afterwards what was asked and said at it."""
    named, facts = asked_for(slug, number)

    def made() -> str:
        return render_template(
            "consultation/sessions/page.html",
            consultation=named,
            session=facts,
            where=where(facts),
            map=None if over(facts) else place_map(facts, named.area),
            crop=CROP,
            is_over=over(facts),
            may_sign_up=_may_sign_up(facts),
            carrier=carrier_of(request.args.get("by")),
            questions=questions_asked(db.session(), facts.id),
            comments=comments_of_session(db.session(), facts.id),
        )

    return fresh_while(*seen(named.version, named), over(facts), make=made)


@bp.get("/consultations/<slug>/sessions/<int:number>/session.ics")
@anyone
def one_day(slug: str, number: int) -> ResponseReturnValue:
    """Give one session to a calendar."""
    named, facts = asked_for(slug, number)
    return _calendar(named, [facts])


@bp.route("/consultations/<slug>/sessions/<int:number>/place", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def sign_up(slug: str, number: int) -> ResponseReturnValue:
    """Ask for a place; a name and an address can be left out."""
    named, facts = asked_for(slug, number)
    note_visitor()
    form, problems = PlaceForm(), {}
    status = 200
    if form.is_submitted():
        try:
            return redirect(_taken(facts, form), 303)
        except Invalid as wrong:
            problems, status = refused(form, wrong.fields), wrong.status
        except Conflict as full:
            problems, status = {"form": full.sentence}, full.status
            _named, facts = asked_for(slug, number)
    shown = render_template(
        "consultation/sessions/sign_up.html",
        consultation=named,
        session=facts,
        where=where(facts),
        form=form,
        problems=problems,
        may_sign_up=_may_sign_up(facts),
        forgotten_on=forgotten_on(facts.ends_at) if facts.ends_at else None,
    )
    return shown, status


@bp.route(f"{PATH}<token>", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def place(token: str) -> ResponseReturnValue:
    """Show somebody their place; give it back when the button is pressed."""
    seat = _seat(token)
    form = Form()
    if form.validate_on_submit():
        with work(db.session(), actor(), now()) as unit:
            give_back(unit, seat.id)
        flash(_("Your place is free for somebody else now. We have forgotten who you are."))
        return redirect(url_for(".place", token=token), 303)
    return render_template(
        "consultation/sessions/place.html",
        form=form,
        seat=seat,
        session=seat.session,
        where=where(seat.session),
        is_over=over(seat.session),
        is_on=seat.session.state is SessionState.PUBLISHED,
    )


def asked_for(slug: str, number: int) -> tuple[NamedConsultation, SessionFacts]:
    """Return a session that everybody may read, and its consultation.

    Raises:
        NotFound: there is none.
    """
    named = public_consultation(slug)
    facts = session_called(db.session(), named.id, number)
    if facts is None:
        raise NotFound("There is no such session.")
    return named, facts


def over(facts: SessionFacts) -> bool:
    """Tell whether a session is past."""
    return is_over(facts.ends_at, facts.held_on, now())


def _calendar(named: NamedConsultation, rows: Sequence[SessionFacts]) -> Response:
    return fresh_while(
        *seen(named.version, named),
        make=lambda: calendar_of(current_council(), named.title, rows),
    )


def _may_sign_up(facts: SessionFacts) -> bool:
    return bool(may_sign_up(facts.state, facts.ends_at, now(), signs_up=facts.signs_up))


def _taken(facts: SessionFacts, form: PlaceForm) -> str:
    """Take the place that *form* asks for; return where its holder sees it."""
    who = visitor_in(form, str(get_locale()))
    seat_id = submission_id(facts.id, form.form_key.data or new_form_key())
    with work(db.session(), actor(), now()) as unit:
        to = Reached(Medium.EMAIL, who.email or "", who.language)
        told = bool(who.email) and may_ask(unit, to, secret())
        state = take_place(unit, facts.id, seat_id, who, is_told=told)
    if state is SeatState.WAITING:
        flash(_("You are on the waiting list."))
    return url_for(".place", token=ticket(secret(), PLACE, seat_id))


def _seat(token: str) -> SeatFacts:
    seat_id = read_ticket(secret(), PLACE, token)
    found = seat_called(db.session(), current_council().id, seat_id) if seat_id else None
    if found is None:
        raise NotFound(GONE)
    return found
