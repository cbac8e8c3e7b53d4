"""What firms and residents read, ask and propose."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.models.clarifications import Clarification
from programme.models.ideas import IdeaBacking
from tests.clock import StandingClock
from tests.html import ReadingClient
from tests.programme.make import Crew, release
from tests.programme.panels import a_panel, add_criteria
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/challenges/town-planning-consultation"
DESK = "/programme/challenges/town-planning-consultation/questions"


@pytest.fixture
def released(session: Session, crew: Crew, challenge: UUID) -> UUID:
    release(session, crew, challenge)
    return challenge


def test_nobody_outside_reads_a_challenge_before_its_release(
    client: ReadingClient, challenge: UUID
) -> None:
    for path in (HERE, f"{HERE}/feed.atom", f"{HERE}/dates.ics"):
        assert client.get(path).status_code == 404
    assert client.post(f"{HERE}/questions", data={"question": "When?"}).status_code == 404


def test_a_firm_reads_what_the_council_knows_of_the_money(
    client: ReadingClient, clock: StandingClock, released: UUID
) -> None:
    assert "Opens soon" in client.get(HERE).get_data(as_text=True)
    clock.forward(timedelta(days=2))
    page = client.get(HERE).get_data(as_text=True)
    assert "Open for submissions" in page
    assert "This is not a promise to buy." in page
    assert "Confirmed" in page
    assert "Named and accepted" in page
    clock.forward(timedelta(days=60))
    assert "Closed for submissions" in client.get(HERE).get_data(as_text=True)


def test_criteria_and_weights_are_read_by_all_once_they_are_fixed(
    session: Session, client: ReadingClient, released: UUID
) -> None:
    add_criteria(session, released)
    session.commit()
    page = client.get(HERE).get_data(as_text=True)
    for words in ("Fit to the challenge", "40% of the total", "Very good", "never draw lots"):
        assert words in page
    session.get_one(Challenge, released).criteria_frozen_at = None
    session.commit()
    assert "40% of the total" not in client.get(HERE).get_data(as_text=True)


def test_what_became_of_a_challenge_is_told_in_numbers_without_names(
    session: Session, client: ReadingClient, crew: Crew, challenge: UUID
) -> None:
    a_panel(session, crew, challenge)
    for path in (HERE, "/challenges"):
        page = client.get(path).get_data(as_text=True)
        assert "4 firms answered." in page
        assert "Each answer is being read and scored." in page
        assert "Firm A" not in page
    guide = client.get("/challenges/for-firms").get_data(as_text=True)
    assert "What a council needs to see" in guide


def test_a_question_is_answered_to_all_and_nobody_knows_who_asked(
    session: Session, client: ReadingClient, as_crew: As, released: UUID
) -> None:
    assert client.post(f"{HERE}/questions", data={"question": " "}).status_code == 422
    asked = client.post(f"{HERE}/questions", data={"question": "Can two firms answer?"})
    assert asked.status_code == 303
    assert "Can two firms answer?" not in client.get(HERE).get_data(as_text=True)
    question = session.scalars(select(Clarification)).one()
    buyer = as_crew(Role.PROCUREMENT_OFFICER)
    assert "Can two firms answer?" in buyer.get(DESK).get_data(as_text=True)
    assert buyer.post(f"{DESK}/{question.id}", data={"answer": ""}).status_code == 422
    assert buyer.post(f"{DESK}/{question.id}", data={"answer": "Yes."}).status_code == 303
    assert buyer.post(f"{DESK}/{question.id}", data={"answer": "No."}).status_code == 409
    page = client.get(HERE).get_data(as_text=True)
    assert "Can two firms answer?" in page
    assert "Yes." in page
    assert "Yes." in client.get(f"{HERE}/feed.atom").get_data(as_text=True)


def test_the_cut_off_is_exact(
    session: Session, client: ReadingClient, clock: StandingClock, released: UUID
) -> None:
    until = session.get_one(Challenge, released).questions_close_at
    assert until is not None
    clock.shows = until - timedelta(milliseconds=1)
    assert client.post(f"{HERE}/questions", data={"question": "Just?"}).status_code == 303
    clock.shows = until
    late = client.post(f"{HERE}/questions", data={"question": "Late?"})
    assert late.status_code == 409
    assert "Late?" in late.get_data(as_text=True)


def test_the_readiness_check_advises_and_keeps_nothing(
    client: ReadingClient, released: UUID
) -> None:
    page = client.post(f"{HERE}/ready", data={"ready": ["size", "time"]}).get_data(as_text=True)
    assert "4 things to look at" in page
    everything = {"ready": ["size", "time", "show", "data", "access", "insured"]}
    assert "You are ready" in client.post(f"{HERE}/ready", data=everything).get_data(as_text=True)


def test_the_calendar_has_the_three_days(client: ReadingClient, released: UUID) -> None:
    calendar = client.get(f"{HERE}/dates.ics").get_data(as_text=True)
    assert calendar.count("BEGIN:VEVENT") == 3


def test_a_resident_proposes_an_idea_and_backs_it_once(
    session: Session, client: ReadingClient, client_for: object, programme: UUID
) -> None:
    said = {"title": "Bins", "question": "How can bins tell?", "summary": "They are full."}
    assert client.post("/challenges/ideas", data=said).status_code == 401
    resident: ReadingClient = client_for(Role.RESIDENT)  # type: ignore[operator]  # the fixture
    empty = resident.post("/challenges/ideas", data={**said, "title": ""})
    assert empty.status_code == 422
    assert "They are full." in empty.get_data(as_text=True)
    assert resident.post("/challenges/ideas", data=said).status_code == 303
    for _ in range(2):
        assert resident.post("/challenges/ideas/bins/back").status_code == 303
    assert len(session.scalars(select(IdeaBacking)).all()) == 1
    assert "1 person backs it." in client.get("/challenges/ideas").get_data(as_text=True)


def test_an_idea_shows_who_backs_it_and_what_became_of_it(
    session: Session, client: ReadingClient, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    box, slug = "/challenges/ideas", "town-planning-consultation"
    sponsor, manager = as_crew(Role.EXECUTIVE_SPONSOR), as_crew(Role.PROGRAMME_MANAGER)
    assert sponsor.post(f"{box}/{slug}/back").status_code == 303
    session.get_one(Person, crew.id(Role.EXECUTIVE_SPONSOR)).name = "Officer Example"
    session.commit()
    assert "1 of them works for the council." in client.get(box).get_data(as_text=True)
    assert "Officer Example" not in client.get(box).get_data(as_text=True)
    assert "Officer Example" in manager.get(box).get_data(as_text=True)
    assert sponsor.post(f"{box}/{slug}/answer", data={"why": "No."}).status_code == 403
    assert manager.post(f"{box}/{slug}/answer", data={"why": "…"}).status_code == 422
    why = {"why": "Another team has begun with it."}
    assert manager.post(f"{box}/{slug}/answer", data=why).status_code == 303
    page = client.get(box).get_data(as_text=True)
    assert "The council does not take it up." in page
    assert why["why"] in page
    assert manager.post(f"{box}/{slug}/answer", data=why).status_code == 409
    assert sponsor.post(f"{box}/{slug}/back").status_code == 409


def test_a_challenge_is_not_backed_as_an_idea(as_crew: As, released: UUID) -> None:
    answer = as_crew(Role.FACILITATOR).post("/challenges/ideas/town-planning-consultation/back")
    assert answer.status_code == 409
