"""Firms write and submit on their pages; a rival's file is not found by any address."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.queries.submissions import own_submissions
from programme.rules.eligibility import Ground
from tests.clock import NOW, StandingClock
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.programme.firms import CLOSES, Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"
STAFF = f"/programme/challenges/{SLUG}"


@pytest.fixture
def firm(session: Session, crew: Crew) -> Firm:
    return a_firm(session, crew.manager.authority_id)


@pytest.fixture
def opened(session: Session, crew: Crew, challenge: UUID) -> UUID:
    open_to_firms(session, crew.manager, challenge)
    assert session.get_one(Challenge, challenge).slug == SLUG
    return challenge


def test_a_firm_goes_from_its_home_to_a_submission_signed_by_two(
    app: Flask, session: Session, opened: UUID, firm: Firm, as_crew: As
) -> None:
    first, second = browser(app, firm.first), browser(app, firm.second)
    home = text_of(first.get("/firm"))
    assert "Write a submission as Lantern Labs" in home
    assert "22 December 2026" in home
    here = first.post(f"/firm/begin/{SLUG}", data={"firm": str(firm.id)}).location
    assert "To do" in text_of(first.get(here))
    assert first.post(here, data={"act": "ready"}).status_code == 422
    assert first.get(f"{here}/q1").status_code == 200
    empty = first.post(f"{here}/q1", data={"revision": "0"})
    assert (empty.status_code, 'href="#q1"' in empty.text) == (422, True)
    kept = first.post(f"{here}/q1", data={"revision": "0", "q1": "A kiosk."})
    assert kept.location == f"{here}#q1"
    late = second.post(f"{here}/q1", data={"revision": "0", "q1": "A van."})
    assert late.status_code == 409
    assert "A van." in late.text
    assert "A kiosk." in late.text
    assert first.post(here, data={"act": "ready"}).status_code == 303
    assert first.post(here, data={"act": "certify"}).status_code == 422
    assert first.post(here, data={"act": "certify", "true": "1"}).status_code == 303
    assert "A colleague has to submit it" in text_of(first.get(here))
    assert first.post(here, data={"act": "submit"}).status_code == 409
    assert as_crew(Role.PROGRAMME_MANAGER).get(_staff(here)).status_code == 404
    assert second.post(here, data={"act": "submit"}).status_code == 303
    assert "Submitted on" in text_of(second.get(here))
    assert "A kiosk." in text_of(as_crew(Role.PROGRAMME_MANAGER).get(_staff(here)))
    assert first.post(here, data={"act": "sing"}).status_code == 400
    assert first.post(here, data={"act": "reopen"}).status_code == 303
    assert first.post(here, data={"act": "withdraw"}).status_code == 303
    assert "Withdrawn" in text_of(first.get("/firm"))


def _staff(here: str) -> str:
    return here.replace("/firm/", "/programme/")


def test_nothing_is_saved_after_the_deadline_and_the_page_keeps_what_was_typed(
    app: Flask, session: Session, opened: UUID, firm: Firm, clock: StandingClock
) -> None:
    here = f"/firm/submissions/{begun(session, opened, firm)}"
    first = browser(app, firm.first)
    deadline = NOW + timedelta(minutes=5)
    session.get_one(Challenge, opened).closes_at = deadline
    session.commit()
    clock.shows = deadline
    late = first.post(f"{here}/q1", data={"revision": "1", "q1": "One more word."})
    assert late.status_code == 409
    assert "One more word." in late.text
    assert "The deadline has passed" in late.text
    assert "It has passed" in text_of(first.get(here))
    assert first.post(f"/firm/begin/{SLUG}", data={"firm": str(firm.id)}).status_code == 303


def test_a_rival_finds_nothing_by_any_address(
    app: Flask, session: Session, opened: UUID, firm: Firm, as_crew: As, client: ReadingClient
) -> None:
    made = begun(session, opened, firm)
    here = f"/firm/submissions/{made}"
    rival = a_firm(session, firm.first.authority_id, "Bell Works")
    spy = browser(app, rival.first)
    assert "Lantern Labs" not in text_of(spy.get("/firm"))
    for path in ("", "/q1"):
        assert spy.get(here + path).status_code == 404
        assert spy.post(here + path, data={"act": "withdraw", "revision": "1"}).status_code == 404
    assert spy.post(f"/firm/{firm.id}/code").status_code == 404
    assert spy.post(f"/firm/begin/{SLUG}", data={"firm": str(firm.id)}).status_code == 404
    assert spy.post(f"/firm/begin/{SLUG}", data={"firm": "x"}).status_code == 404
    assert spy.get(_staff(here)).status_code == 403
    assert spy.get(f"{STAFF}/submissions").status_code == 403
    assert as_crew(Role.PROGRAMME_MANAGER).get(here).status_code == 403
    assert client.get(here).status_code in {302, 303, 401}


def test_firms_are_made_and_joined(app: Flask, session: Session, crew: Crew, firm: Firm) -> None:
    first = browser(app, firm.first)
    assert first.post("/firm/new", data={"name": ""}).status_code == 422
    made = first.post("/firm/new", data={"name": "Bell Works", "size": "micro"})
    assert made.status_code == 303
    assert "Bell Works" in text_of(first.get("/firm"))
    code = re.search(r'app-code" dir="ltr">([^<]+)<', first.post(f"/firm/{firm.id}/code").text)
    assert code
    other = browser(app, a_firm(session, crew.manager.authority_id, "Other").first)
    assert other.post("/firm/join", data={"code": "nonsense"}).status_code == 422
    assert other.post("/firm/join", data={"code": code[1]}).status_code == 303
    assert "Lantern Labs" in text_of(other.get("/firm"))


def test_anybody_can_check_whether_a_firm_can_take_part(
    client: ReadingClient, session: Session, crew: Crew, challenge: UUID
) -> None:
    assert client.get(f"/challenges/{SLUG}/self-check").status_code == 404
    open_to_firms(session, crew.manager, challenge)
    here = f"/challenges/{SLUG}/self-check"
    assert "Six questions" in text_of(client.get(here))
    every = "&".join(f"{ground}=yes" for ground in Ground)
    assert "you can take part" in text_of(client.get(f"{here}?{every}"))
    some = every.replace("insured=yes", "insured=no")
    assert "when the work starts" in text_of(client.get(f"{here}?{some}"))
    assert "Answer all six" in text_of(client.get(f"{here}?insured=yes"))
    assert client.get(f"{here}?insured=maybe").status_code == 200


def test_the_council_checks_tells_and_takes_back_in(
    app: Flask, session: Session, opened: UUID, firm: Firm, as_crew: As
) -> None:
    made = begun(session, opened, firm)
    first, second = browser(app, firm.first), browser(app, firm.second)
    here = f"/firm/submissions/{made}"
    for act in ("ready", "certify"):
        first.post(here, data={"act": act, "true": "1"})
    second.post(here, data={"act": "submit"})
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "Lantern Labs" in text_of(manager.get(f"{STAFF}/submissions"))
    there = _staff(here)
    assert manager.post(there, data={"act": "ineligible", "reason": "x"}).status_code == 422
    no = {"act": "ineligible", "grounds": ["insured"], "reason": "No insurance."}
    assert manager.post(there, data=no).status_code == 303
    assert "No insurance." not in text_of(first.get(here))
    assert manager.post(there, data={"act": "inform"}).status_code == 303
    assert "No insurance." in text_of(first.get(here))
    assert manager.post(there, data={"act": "reinstate"}).status_code == 422
    assert manager.post(there, data={"act": "reinstate", "reason": "Sent."}).status_code == 303
    assert manager.post(there, data={"act": "eligible"}).status_code == 303
    assert manager.post(there, data={"act": "dance"}).status_code == 400


def test_more_time_is_given_to_all_and_told_with_its_reason(
    app: Flask, session: Session, opened: UUID, firm: Firm, as_crew: As
) -> None:
    made = begun(session, opened, firm)
    manager = as_crew(Role.PROGRAMME_MANAGER)
    later = {"until-day": "31", "until-month": "12", "until-year": "2026", "until-time": "12:00"}
    for wrong in ({"reason": "x"}, {**later, "reason": " "}, {**later, "until-year": "2025"}):
        refused = manager.post(f"{STAFF}/deadline", data=wrong)
        assert refused.status_code == 422
    done = manager.post(f"{STAFF}/deadline", data={**later, "reason": "The post is late."})
    assert done.status_code == 303
    page = text_of(browser(app, firm.first).get(f"/firm/submissions/{made}"))
    assert "31 December 2026, 12 noon" in page
    assert "The post is late." in page
    assert "12 noon" in text_of(manager.get(f"{STAFF}/submissions"))


def test_questions_to_firms_are_built_and_fixed_before_the_window_opens(
    session: Session, challenge: UUID, crew: Crew, as_crew: As, clock: StandingClock
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    here = f"{STAFF}/form"
    assert "Begin the questions" in text_of(manager.get(here))
    assert manager.post(here).status_code == 303
    text = {"kind": "long_text", "section": "s1", "words": "Your idea", "act": "save"}
    assert manager.post(f"{here}/new", data=text).status_code == 303
    assert "Your idea" in text_of(manager.get(f"{here}/try"))
    assert manager.post(f"{here}/versions/new", data={"act": "ask"}).status_code == 303
    found = session.get_one(Challenge, challenge)
    found.opens_at, found.closes_at = clock(), CLOSES
    session.commit()
    for path in ("/versions/new", "/new", "/q1", "/q1/retire", "/q1/remove"):
        assert manager.post(here + path, data=text).status_code == 409
    assert "stay as they are" in text_of(manager.get(here))
    assert own_submissions(session, crew.manager.authority_id, challenge) == ()
