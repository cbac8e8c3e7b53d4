"""One seat of a cohort: how it stands, who mentors it, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.cohorts import move_seat, pair_mentor
from programme.commands.milestones import move_milestone
from programme.queries.cohorts import CohortRow, SeatRow, cohorts_of, seats_of
from programme.queries.milestones import milestones_of_seats
from programme.queries.sessions import own_sessions
from programme.rules.access import Can
from programme.rules.attendance import RISKS
from programme.rules.cohorts import BY_HAND, HERE, NEXT, SeatState, Side
from programme.web.asked import chosen
from programme.web.days import day_or_none

bp = Blueprint("seats", __name__, url_prefix="/programme/cohort/seats/<uuid:seat_id>")


@bp.get("")
@allow(Can.COHORT_READ)
def page(seat_id: UUID) -> ResponseReturnValue:
    """Show a seat."""
    return _page(seat_id, {})


@bp.post("")
@allow(Can.COHORT_RUN)
def change(seat_id: UUID) -> ResponseReturnValue:
    """Move a seat on, or say who mentors its firm."""
    asked_seat(seat_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            match request.form.get("act"):
                case "move":
                    after = chosen(SeatState, "after")
                    if after is None:
                        raise Malformed("Say where the seat goes.")
                    move_seat(unit, seat_id, after, request.form.get("reason", ""))
                case "mentor":
                    pair_mentor(unit, seat_id, _mentor())
                case "milestone":
                    _move_milestone(unit, seat_id)
                case _:
                    raise Malformed("Say what is to be done.")
    except (Invalid, Conflict) as wrong:
        return _page(seat_id, wrong.fields or {"reason": wrong.sentence}), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", seat_id=seat_id), 303)


def _move_milestone(unit: Work, seat_id: UUID) -> None:
    known = milestones_of_seats(unit.session, [seat_id], london_day(unit.now))
    found = next((row for row in known if str(row.id) == request.form.get("milestone")), None)
    if found is None:
        raise NotFound("There is no such milestone.")
    days = [day_or_none(name) for name in ("forecast_on", "actual_on")]
    move_milestone(unit, found.id, *days)


def asked_seat(seat_id: UUID) -> tuple[CohortRow, SeatRow, tuple[SeatRow, ...]]:
    """Return a seat of this council with its cohort and all seats there.

    Raises:
        NotFound: there is none.
    """
    for row in cohorts_of(db.session(), current_council().id):
        seats = seats_of(db.session(), row, 0, london_day(now()))
        for seat in seats:
            if seat.id == seat_id:
                return row, seat, seats
    raise NotFound("There is no such seat.")


def _mentor() -> UUID | None:
    typed = request.form.get("mentor", "")
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError:
        raise Malformed("Choose a mentor of the list.") from None


def _page(seat_id: UUID, problems: Mapping[str, str]) -> str:
    row, seat, seats = asked_seat(seat_id)
    return render_template(
        "programme/cohorts/seat.html",
        row=row,
        seat=seat,
        is_here=seat.state in HERE,
        steps=[step for step in SeatState if step in NEXT[seat.state] & BY_HAND],
        mentors=[each for each in seats if each.side is Side.MENTOR and each.state in HERE],
        sessions=own_sessions(db.session(), seat_id),
        milestones=milestones_of_seats(db.session(), [seat_id], london_day(now())),
        risks=RISKS,
        may_run=actor().may(Can.COHORT_RUN),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
