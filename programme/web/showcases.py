"""The showcase of a cohort: what is shown when, what is checked, and what is still to come."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.queries.cohorts import seats_of
from programme.queries.prototypes import prototypes_of
from programme.queries.showcases import days_of_cohort
from programme.rules.access import Can
from programme.rules.cohorts import STAYS, Side
from programme.rules.deployment_costs import CostKind
from programme.rules.money import pounds
from programme.web.cohorts import asked_cohort

bp = Blueprint("showcases", __name__, url_prefix="/programme/cohort/showcase")


@bp.get("")
@allow(Can.COHORT_READ)
def page() -> ResponseReturnValue:
    """Show the days and the prototypes of a cohort; a draft is nobody's but its firm's."""
    row = asked_cohort()
    firms = [
        seat for seat in seats_of(db.session(), row, 0, london_day(now())) if seat.side is Side.FIRM
    ]
    found = prototypes_of(db.session(), {seat.challenge_id for seat in firms if seat.challenge_id})
    by_seat = {each.seat_id: each for each in found}
    listed = [seat for seat in firms if seat.id in by_seat or seat.state in STAYS]
    return render_template(
        "programme/showcases/page.html",
        row=row,
        days=days_of_cohort(db.session(), row.id),
        firms=[
            (seat, by_seat.get(seat.id))
            for seat in sorted(listed, key=lambda seat: seat.id not in by_seat)
        ],
        kinds=list(CostKind),
        pounds=pounds,
        now=now(),
        may_run=actor().may(Can.COHORT_RUN),
    )
