"""Sessions for calendars.

Source: RFC 5545 (iCalendar).
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response
from flask_babel import gettext as _
from icalendar import Calendar, Event

from consultation.queries.sessions import SessionFacts
from consultation.rules.sessions import SessionState
from consultation.rules.words import in_one_line
from foundation.accounts.queries.authorities import Council
from foundation.accounts.web.mails import address
from foundation.web.current import now


def calendar_of(council: Council, name: str, sessions: Iterable[SessionFacts]) -> Response:
    """Return sessions as a calendar; one that is called off stays in it, as cancelled."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard Back//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", in_one_line(name))
    for each in sessions:
        if each.starts_at and each.ends_at:
            calendar.add_component(_event(council, each))
    return Response(calendar.to_ical(), mimetype="text/calendar")


def where(facts: SessionFacts) -> str:
    """Return where a session is, in one line."""
    place = ", ".join(part for part in (facts.place, facts.postcode) if part)
    return place or str(_("Online"))


def _event(council: Council, facts: SessionFacts) -> Event:
    event = Event()
    event.add("uid", f"session@{facts.id}")
    event.add("dtstamp", now().replace(microsecond=0))
    event.add("dtstart", facts.starts_at)
    event.add("dtend", facts.ends_at)
    event.add("summary", f"{facts.title} ({in_one_line(facts.consultation)})")
    event.add("location", where(facts))
    if facts.about:
        event.add("description", facts.about)
    if facts.lon is not None and facts.lat is not None:
        event.add("geo", (facts.lat, facts.lon))
    is_off = facts.state is SessionState.CALLED_OFF
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("url", f"{address(council)}/consultations/{facts.slug}/sessions/{facts.number}")
    return event
