"""The dates of a challenge for calendars, and its answers for news readers.

Source: RFC 4287 (Atom) and RFC 5545 (iCalendar).
"""

from __future__ import annotations

from datetime import timedelta

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import now
from programme.web.public import asked_public, bp, timetable


@bp.get("/<slug>/feed.atom")
@anyone
def feed(slug: str) -> ResponseReturnValue:
    """Tell of the release and of every answer."""
    found = asked_public(slug)

    def made() -> Response:
        page = render_template(
            "programme/public/feed.xml", found=found, home=address(current_council())
        )
        return Response(page, mimetype="application/atom+xml")

    return fresh_while(slug, found.page.title, found.questions, found.version, make=made)


@bp.get("/<slug>/dates.ics")
@anyone
def dates(slug: str) -> ResponseReturnValue:
    """Give the dates of a challenge to a calendar."""
    found = asked_public(slug)
    calendar = Calendar()
    calendar.add("prodid", "-//Heard Back//Challenges//EN")
    calendar.add("version", "2.0")
    url = f"{address(current_council())}/challenges/{found.page.slug}"
    for number, step in enumerate(timetable(found), 1):
        event = Event()
        event.add("uid", f"{number}@{found.page.id}")
        event.add("dtstamp", now().replace(microsecond=0))
        event.add("dtstart", step["on"])
        event.add("dtend", step["on"] + timedelta(days=1))
        event.add("summary", f"{step['name']}: {found.page.title}")
        event.add("url", url)
        calendar.add_component(event)
    return Response(calendar.to_ical(), mimetype="text/calendar")
