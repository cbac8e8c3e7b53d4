"""A firm's side of a cohort: its sessions, and what every firm of its challenge was told."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.sessions import answer_invitation
from programme.commands.tellings import read_telling
from programme.queries.sessions import own_sessions
from programme.queries.tellings import OwnSeat, own_seats, told_to
from programme.rules.access import Can
from programme.rules.cohorts import HERE, STAYS, SeatState
from programme.web.firm import who

bp = Blueprint("firm_cohort", __name__, url_prefix="/firm/cohort")


@bp.get("")
@allow(Can.COHORT_TAKE_PART)
def page() -> ResponseReturnValue:
    """Show the seats of the firms of who looks, and nothing of a rival's."""
    return _page("")


@bp.post("/<uuid:seat_id>/read")
@allow(Can.COHORT_TAKE_PART)
def read(seat_id: UUID) -> ResponseReturnValue:
    """Say that a line was read."""
    seat_of(seat_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            read_telling(unit, _id("telling"), seat_id)
    except Conflict as wrong:
        return _page(wrong.sentence), wrong.status
    return redirect(url_for(".page"), 303)


@bp.post("/<uuid:seat_id>/sessions")
@allow(Can.COHORT_TAKE_PART)
def answer(seat_id: UUID) -> ResponseReturnValue:
    """Say whether the firm comes to a session."""
    seat_of(seat_id)
    comes = request.form.get("comes") == "yes"
    try:
        with work(db.session(), actor(), now()) as unit:
            answer_invitation(unit, _id("session"), seat_id, comes=comes)
    except Conflict as wrong:
        return _page(wrong.sentence), wrong.status
    flash(_("Thank you. We expect you.") if comes else _("Thank you for telling us."))
    return redirect(url_for(".page"), 303)


def seat_of(seat_id: UUID, states: Set[SeatState] = HERE) -> OwnSeat:
    """Return a seat in one of *states* of a firm for which who looks writes; a rival's is none.

    Raises:
        NotFound: there is none.
    """
    for seat in own_seats(db.session(), current_council().id, who(), states):
        if seat.id == seat_id:
            return seat
    raise NotFound("There is no such seat.")


def _id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        raise Malformed("Something is missing in what was sent.") from None


def _page(problem: str) -> str:
    seats = own_seats(db.session(), current_council().id, who(), STAYS)
    return render_template(
        "programme/firms/cohort.html",
        seats=[
            (seat, told_to(db.session(), seat), own_sessions(db.session(), seat.id))
            for seat in seats
        ],
        now=now(),
        problem=translated(problem) if problem else "",
    )
