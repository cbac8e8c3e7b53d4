"""Atom feeds for news readers, and the dates of a consultation for calendars.

Source: RFC 4287 (Atom) and RFC 5545 (iCalendar).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from icalendar import Calendar, Event

from consultation.queries.consultations import ConsultationPage
from consultation.queries.feeds import Entry, feed_entries
from consultation.rules.words import in_one_line
from consultation.web.cards import last_day
from consultation.web.consultations import public_consultation, public_page
from consultation.web.fresh import seen
from consultation.web.labels import WORDS
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import now

bp = Blueprint("feeds", __name__)


@bp.get("/feed.atom")
@anyone
def council() -> ResponseReturnValue:
    """Tell of every consultation of this council, and of every answer."""
    here = current_council()
    entries = feed_entries(db.session(), here.id, now())
    made = {"id": f"urn:uuid:{here.id}", "title": here.name, "path": "/consultations"}
    return _feed(entries, "/feed.atom", here.id, made)


@bp.get("/consultations/<slug>/feed.atom")
@anyone
def consultation(slug: str) -> ResponseReturnValue:
    """Tell of all that happens in one consultation."""
    named = public_consultation(slug)
    here = f"/consultations/{named.slug}"
    entries = feed_entries(db.session(), current_council().id, now(), named.id)
    made = {"id": f"urn:uuid:{named.id}", "title": named.title, "path": here}
    return _feed(entries, f"{here}/feed.atom", named.id, made)


@bp.get("/consultations/<slug>/dates.ics")
@anyone
def dates(slug: str) -> ResponseReturnValue:
    """Give the dates of a consultation to a calendar."""
    page = public_page(slug)

    def made() -> Response:
        return Response(_calendar(page).to_ical(), mimetype="text/calendar")

    return fresh_while(*seen(page.tally.version, page), make=made)


def _feed(
    entries: list[Entry], path: str, about: object, feed: dict[str, Any]
) -> ResponseReturnValue:
    latest = entries[0].at if entries else None

    def made() -> Response:
        page = render_template(
            "consultation/feeds/feed.xml",
            feed=feed,
            home=address(current_council()),
            path=path,
            updated=latest or now(),
            entries=[(entry, entry_title(entry)) for entry in entries],
        )
        return Response(page, mimetype="application/atom+xml")

    return fresh_while(path, about, feed["title"], entries, make=made)


def entry_title(entry: Entry) -> str:
    """Return what one entry is called."""
    if entry.to:
        state = WORDS[type(entry.to)][entry.to]
        return str(_("%(title)s: %(state)s", title=entry.title, state=state))
    if entry.answered_by:
        return str(_("Answer by %(team)s: %(title)s", team=entry.answered_by, title=entry.title))
    return str(_("Comment %(ref)s: %(title)s", ref=entry.ref, title=entry.title))


def _calendar(page: ConsultationPage) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Heard Back//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", in_one_line(page.title))
    url = f"{address(current_council())}/consultations/{page.slug}"
    for name, day, said in _days(page):
        calendar.add_component(_event(f"{name}@{page.id}", day, said, url))
    return calendar


def _days(page: ConsultationPage) -> Iterator[tuple[str, date, str]]:
    """Yield the name, the day and the words of every date that is known."""
    title = in_one_line(page.title)
    if page.opens_at:
        yield "opens", london_day(page.opens_at), _("Opens: %(title)s", title=title)
    closes = last_day(page.closes_at)
    if closes:
        yield "closes", closes, _("Last day for comments: %(title)s", title=title)
    for stage in page.stages:
        day = stage.done_on or stage.expected_on
        if day:
            name = in_one_line(stage.name)
            yield str(stage.id), day, _("%(stage)s: %(title)s", stage=name, title=title)


def _event(uid: str, day: date, said: str, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(now()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", said)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(at: datetime) -> datetime:
    """Return the instant without parts of a second, which calendars do not read."""
    return at.replace(microsecond=0)
