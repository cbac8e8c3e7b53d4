"""An officer plans a session; a resident takes a place without an account and gives it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Flask
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.sessions import change_session
from consultation.models.sessions import SessionQuestion
from foundation.accounts.models.attendees import Attendee
from foundation.base.actor import Actor
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import NOW, StandingClock
from tests.consultation.sessions import BEGINS, a_plan, a_session
from tests.consultation.web.reading import hidden
from tests.html import ReadingClient
from townhall.jobs import run_once

Browsers = Callable[..., ReadingClient]
PUBLIC = "/consultations/a-greener-high-street/sessions"
DESK = "/desk/consultations/a-greener-high-street/sessions"
TYPED = {
    "kind": "questions",
    "title": "Ask about the trees",
    "speaker": "The tree officer",
    "starts": "6pm",
    "ends": "19:30",
    "place": "Central Library",
    "postcode": "B3 3HQ",
    "step_free": "y",
    "signs_up": "y",
    "capacity": "1",
}


def day(of: int) -> dict[str, list[str]]:
    held = (NOW + timedelta(days=of)).date()
    return {"held_on": [str(held.day), str(held.month), str(held.year)]}


def test_an_officer_plans_and_publishes_a_session(
    client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    wrong = officer.post(f"{DESK}/new", data={**TYPED, "starts": "25:00", "capacity": "few"})
    assert wrong.status_code == 422
    assert "Enter the day of the session." in wrong.text
    assert "Ask about the trees" in wrong.text
    made = officer.post(f"{DESK}/new", data={**TYPED, **day(2)})
    assert (made.status_code, made.location) == (303, f"{DESK}/1")
    assert client.get(f"{PUBLIC}/1").status_code == 404
    assert officer.post(f"{DESK}/1/move", data={"after": "published"}).status_code == 303
    page = client.get(f"{PUBLIC}/1").text
    for words in ("18:00 to 19:30", "No steps on the way in.", "1 place is free"):
        assert words in page
    assert "app-place-map" not in page
    assert "Ask about the trees" in client.get("/consultations/a-greener-high-street").text
    assert officer.post(f"{DESK}/1/notes", data={"people": "4"}).status_code == 409
    assert "Ask about the trees" in officer.get("/desk/sessions").text


def test_what_came_of_a_session_stands_on_its_page(
    session: Session,
    actor: Actor,
    client: ReadingClient,
    client_for: Browsers,
    consultation: UUID,
    clock: StandingClock,
) -> None:
    hour = timedelta(hours=1)
    with work(session, actor, NOW) as unit:
        a_session(unit, consultation, starts_at=NOW - hour, ends_at=NOW + hour, held_on=NOW.date())
    officer = client_for(Role.CONSULTATION_OFFICER)
    assert officer.post(f"{DESK}/1/notes", data={"people": "-1"}).status_code == 422
    given = {"people": "14", "notes": "Most spoke about shade."}
    assert officer.post(f"{DESK}/1/notes", data=given).status_code == 303
    asked = {"question": "Which trees?", "answer": ""}
    for more, status in (({}, 303), ({"question": " "}, 422), ({"which": "no"}, 400)):
        answer = officer.post(f"{DESK}/1/questions", data={**asked, **more})
        assert answer.status_code == status
    clock.forward(2 * hour)
    page = client.get(f"{PUBLIC}/1").text
    assert "14 people came." in page
    clock.shows = NOW
    assert "We will answer this here." in page
    which = re.search(r'name="which" value="([^"]+)"', officer.get(f"{DESK}/1").text)
    assert which
    officer.post(f"{DESK}/1/questions", data={**asked, "answer": "Limes.", "which": which[1]})
    assert "Limes." in client.get(f"{PUBLIC}/1").text


def test_a_resident_takes_a_place_without_an_account_and_gives_it_back_by_link(
    app: Flask, session: Session, client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    officer.post(f"{DESK}/new", data={**TYPED, **day(2), "link": "https://meet.example/a"})
    officer.post(f"{DESK}/1/move", data={"after": "published"})
    assert "https://meet.example/a" not in client.get(f"{PUBLIC}/1").text
    key = hidden(client.get(f"{PUBLIC}/1/place"), "form_key")
    wrong = client.post(f"{PUBLIC}/1/place", data={"email": "at home", "form_key": key})
    assert wrong.status_code == 422
    given = {"name": "Ama", "email": "ama@example.org", "form_key": key}
    taken = client.post(f"{PUBLIC}/1/place", data=given)
    assert taken.status_code == 303
    assert client.post(f"{PUBLIC}/1/place", data=given).location == taken.location
    mine = client.get(taken.location).text
    assert "You have a place" in mine
    assert "https://meet.example/a" in mine
    assert "Ama" not in mine
    assert "ama@example.org" not in officer.get(f"{DESK}/1").text
    full = client.post(f"{PUBLIC}/1/place", data={"form_key": "another"})
    assert full.status_code == 409
    assert "Every place is taken" in full.text
    run_once(app)
    mail = session.scalars(select(OutgoingMail)).one()
    assert mail.text.startswith("You have a place.")
    assert taken.location in mail.text
    assert client.post(taken.location).status_code == 303
    assert "You have given your place back" in client.get(taken.location).text
    assert session.scalars(select(Attendee)).all() == []
    assert client.get("/sessions/place/nothing").status_code == 404


def test_comments_entered_for_a_session_are_gathered_on_its_page(
    session: Session, actor: Actor, client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    officer = client_for(Role.CONSULTATION_OFFICER)
    officer.post(f"{DESK}/new", data={**TYPED, **day(2)})
    officer.post(f"{DESK}/1/move", data={"after": "published"})
    form = "/desk/a-greener-high-street/entries/new/session"
    assert "Ask about the trees" in officer.get(f"{form}?session=1").text
    said = {"text": "Plant limes by the bus stop.", "view": "comment", "form_key": "k"}
    assert officer.post(form, data={**said, "session": "2"}).status_code == 422
    assert officer.post(form, data={**said, "session": "1"}).status_code == 303
    assert "Plant limes by the bus stop." in client.get(f"{PUBLIC}/1").text
    with work(session, actor, NOW) as unit:
        change_session(
            unit,
            consultation,
            1,
            a_plan(title="Trees", about="All, welcome; come", lon=-1.85, lat=52.47),
        )
    assert "app-place-map" in client.get(f"{PUBLIC}/1").text
    for address in (f"{PUBLIC}/1/session.ics", f"{PUBLIC}.ics"):
        (event,) = Calendar.from_ical(client.get(address).data).events
        assert event.start == BEGINS.replace(microsecond=0)
        assert event["location"] == "Central Library"
    assert session.scalars(select(SessionQuestion)).all() == []
