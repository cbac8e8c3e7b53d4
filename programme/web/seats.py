"""One seat of a cohort: how it stands, who mentors it, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.cohorts import move_seat, pair_mentor
from programme.queries.cohorts import CohortRow, SeatRow, cohorts_of, seats_of
from programme.queries.sessions import own_sessions
from programme.rules.access import Can
from programme.rules.attendance import RISKS
from programme.rules.cohorts import BY_HAND, HERE, NEXT, SeatState, Side
from programme.web.asked import chosen

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
                case _:
                    raise Malformed("Say what is to be done.")
    except (Invalid, Conflict) as wrong:
        return _page(seat_id, wrong.fields or {"reason": wrong.sentence}), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", seat_id=seat_id), 303)


def asked_seat(seat_id: UUID) -> tuple[CohortRow, SeatRow, tuple[SeatRow, ...]]:
    """Return a seat of this council with its cohort and all seats there.

    Raises:
        NotFound: there is none.
    """
    for row in cohorts_of(db.session(), current_council().id):
        seats = seats_of(db.session(), row, 0)
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
        risks=RISKS,
        may_run=actor().may(Can.COHORT_RUN),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
