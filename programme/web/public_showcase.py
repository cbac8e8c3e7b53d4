"""The showcase of a challenge for everybody: what is shown, what it does, what the vote came to."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now
from programme.queries.ballots import ballot_of
from programme.queries.prototypes import PrototypePage, prototypes_of
from programme.queries.showcases import days_of_challenge
from programme.queries.tallies import result_of
from programme.rules.money import pounds
from programme.rules.prototypes import CHECKED, PrototypeState
from programme.web.ballot_figures import shown_result
from programme.web.public import asked_public

bp = Blueprint("public_showcase", __name__, url_prefix="/challenges/<slug>/showcase")


@bp.get("")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show what is shown and when, and the result of the vote once it is public."""
    found = asked_public(slug)
    shown = _shown(found.page.id)
    ballot = ballot_of(db.session(), found.page.id, now())
    result = result_of(db.session(), ballot) if ballot else None
    return render_template(
        "programme/public/showcase.html",
        challenge=found.page,
        days=days_of_challenge(db.session(), found.page.id),
        prototypes=shown,
        ballot=ballot,
        result=shown_result(result, shown) if result else None,
        pounds=pounds,
        now=now(),
    )


@bp.get("/dates.ics")
@anyone
def dates(slug: str) -> ResponseReturnValue:
    """Give each time of the showcase to a calendar."""
    found = asked_public(slug)
    calendar = Calendar()
    calendar.add("prodid", "-//Heard Back//Showcase//EN")
    calendar.add("version", "2.0")
    url = f"{address(current_council())}/challenges/{found.page.slug}/showcase"
    for day in days_of_challenge(db.session(), found.page.id):
        for each in day.shown:
            event = Event()
            event.add("uid", f"showcase-{each.prototype_id}")
            event.add("dtstamp", now().replace(microsecond=0))
            event.add("dtstart", each.slot.starts_at)
            event.add("dtend", each.slot.ends_at)
            event.add("summary", f"{each.title} ({day.title})")
            event.add("description", each.summary)
            event.add("url", url)
            calendar.add_component(event)
    return Response(calendar.to_ical(), mimetype="text/calendar")


def _shown(challenge_id: UUID) -> tuple[PrototypePage, ...]:
    """Return what is public: what has a time on a showcase day, or had one."""
    found = prototypes_of(db.session(), [challenge_id], CHECKED)
    return tuple(each for each in found if each.slot or each.state is not PrototypeState.VERIFIED)
