"""Atom feeds and calendars say what the pages say, in well-formed files."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from xml.etree import ElementTree

import icalendar
import pytest
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.commands.stages import set_stages
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.drafts import StageDraft
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

PAGE = "/consultations/a-greener-high-street"
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: ReadingClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    assert "Set-Cookie" not in answer.headers
    feed = ElementTree.fromstring(answer.data)  # noqa: S314  our own
    for needed in ("id", "title", "updated"):
        assert feed.find(ATOM + needed) is not None
    found = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    return found


def test_a_feed_tells_of_comments_answers_and_states(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "<script>&amp; ]]> Trees")
    hidden = a_comment(session, actor, consultation, "Rude.")
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="We will.", **OFFICER)
        set_moderation(unit, hidden.comment_id, Moderation.HIDDEN)
    found = titles(client, f"{PAGE}/feed.atom")
    assert f"Comment {posted.ref}: A greener high street" in found
    assert "Answer by Planning: A greener high street" in found
    assert "A greener high street: Open for comments" in found
    assert not any(hidden.ref in title for title in found)
    assert sorted(titles(client, "/feed.atom")) == [
        "A greener high street: Open for comments",
        "Answer by Planning: A greener high street",
    ]


def test_feeds_keep_councils_and_drafts_apart(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="A secret plan")
    other = an_actor(an_authority(session, "solihull").id)
    a_consultation(session, other, title="Over there")
    assert titles(client, "/feed.atom") == ["A greener high street: Open for comments"]
    for path in ("/consultations/over-there/feed.atom", "/consultations/a-secret-plan/dates.ics"):
        assert client.get(path).status_code == 404


def test_an_unchanged_feed_is_not_sent_again_and_costs_little(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(40):
        a_comment(session, actor, consultation, f"Tree {number}")
    with at_most(6):
        first = client.get(f"{PAGE}/feed.atom")
    tag = first.headers["ETag"]
    assert client.get(f"{PAGE}/feed.atom", headers={"If-None-Match": tag}).status_code == 304


def test_a_calendar_holds_every_date_that_is_known(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    stages = [StageDraft("Decision; at last,\\n", date(2027, 1, 5)), StageDraft("Some day")]
    with work(session, actor, NOW) as unit:
        set_stages(unit, consultation, stages)
    answer = client.get(f"{PAGE}/dates.ics")
    assert answer.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.data)
    days = {str(event["summary"]): event.start for event in calendar.events}
    assert days == {
        "Opens: A greener high street": date(2026, 11, 15),
        "Last day for comments: A greener high street": date(2026, 12, 6),
        "Decision; at last,\\n: A greener high street": date(2027, 1, 5),
    }
    uids = {event.uid for event in calendar.events}
    assert len(uids) == 3
    again = icalendar.Calendar.from_ical(client.get(f"{PAGE}/dates.ics").data)
    assert {event.uid for event in again.events} == uids


@pytest.mark.parametrize("path", ["/feed.atom", f"{PAGE}/feed.atom", f"{PAGE}/dates.ics"])
def test_nothing_asks_for_a_cookie(client: ReadingClient, consultation: UUID, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers
