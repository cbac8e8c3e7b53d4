"""Whom a campaign reached is counted; each figure leads to exactly its rows."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from programme.models.campaigns import Campaign, OutreachContact
from programme.models.challenges import Challenge
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.programme.firms import Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

CAMPAIGN = {
    "title": "Spring call",
    "channel": "email",
    "run_by": "The innovation team",
    "starts_on-day": "2",
    "starts_on-month": "3",
    "starts_on-year": "2026",
}


@pytest.fixture
def opened(session: Session, crew: Crew, challenge: UUID) -> UUID:
    open_to_firms(session, crew.manager, challenge)
    return challenge


@pytest.fixture
def firm(session: Session, crew: Crew) -> Firm:
    return a_firm(session, crew.manager.authority_id)


def a_campaign(browser: ReadingClient, session: Session) -> UUID:
    assert browser.post("/programme/campaigns", data=CAMPAIGN).status_code == 303
    return session.scalars(select(Campaign.id)).one()


def test_a_campaign_keeps_digests_and_knows_who_registers_again(
    session: Session, as_crew: As, opened: UUID, firm: Firm
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    contacts = f"/programme/campaigns/{a_campaign(manager, session)}/contacts"
    told = {"contacts": "a@firm.example, small\nb@firm.example", "act": "told"}
    assert manager.post(contacts, data=told).status_code == 303
    assert manager.post(contacts, data={**told, "act": "opened"}).status_code == 303
    page = text_of(manager.get("/programme/campaigns"))
    assert "2 firms contacted" in page
    assert "2 opened it" in page
    kept = session.scalars(select(OutreachContact)).all()
    assert not any("firm.example" in (each.email_digest or "") for each in kept)
    assert session.scalars(select(Person.email).where(Person.id == firm.first.person_id)).one()


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("", {}, "Choose how firms are told."),
        ("/contacts", {"contacts": "nobody"}, "Line 1 is no address"),
    ],
    ids=["campaign", "contacts"],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    session: Session, as_crew: As, programme: UUID, act: str, data: dict[str, str], said: str
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    at = f"/{a_campaign(manager, session)}/contacts" if act else ""
    answer = manager.post(f"/programme/campaigns{at}", data={**data, "title": "Spring & autumn"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert said in page
    assert (data.get("contacts") or "Spring &amp; autumn") in page


def test_every_number_leads_to_as_many_rows(
    session: Session, as_crew: As, opened: UUID, firm: Firm
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    contacts = f"/programme/campaigns/{a_campaign(manager, session)}/contacts"
    addresses = "\n".join(f"f{number}@firm.example, micro" for number in range(103))
    manager.post(contacts, data={"contacts": addresses, "act": "told"})
    begun(session, opened, firm)
    page = manager.get("/programme/funnel").get_data(as_text=True)
    links = re.findall(r'href="(/programme/funnel/rows\?[^"]*)">(\d+)', page)
    assert {figure for _url, figure in links} >= {"103", "1", "0"}
    for url, figure in set(links):
        rows = text_of(manager.get(url.replace("&amp;", "&")))
        assert f"{figure} row" in rows, url
    first = manager.get("/programme/funnel/rows?step=contacted").get_data(as_text=True)
    assert "from=100" in first
    assert "Rows 101 to 103 of 103" in text_of(manager.get("/programme/funnel/rows?from=100"))
    sheet = manager.get("/programme/funnel/rows.csv?step=contacted").get_data(as_text=True)
    assert len(sheet.splitlines()) == 104


def test_too_few_are_told_while_firms_can_answer(
    session: Session, as_crew: As, opened: UUID, firm: Firm
) -> None:
    begun(session, opened, firm)
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "Too few" not in text_of(manager.get("/programme/funnel"))
    challenge = session.get_one(Challenge, opened)
    for closes_in, shown, hidden in (
        (10, "1 firm has begun and could finish", "Starts on time"),
        (-1, "Starts on time with 0 firms", "could finish"),
    ):
        challenge.opens_at = NOW - timedelta(days=20)
        challenge.closes_at = NOW + timedelta(days=closes_in)
        challenge.questions_close_at = None
        session.commit()
        page = text_of(manager.get("/programme/funnel"))
        assert "Too few submissions: Town planning consultation" in page
        assert shown in page
        assert hidden not in page


def test_what_is_no_figure_and_no_challenge_is_not_there(as_crew: As, programme: UUID) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    for asked in ("/rows?step=gone", "/rows?challenge=nowhere", "?challenge=nowhere"):
        assert manager.get(f"/programme/funnel{asked}").status_code == 404
    assert manager.get("/programme/funnel/rows?from=%C2%B2&channel=x&size=y").status_code == 200


def test_a_funder_sees_figures_and_no_firm(
    session: Session, as_crew: As, opened: UUID, firm: Firm
) -> None:
    begun(session, opened, firm)
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    assert "Lantern Labs" not in text_of(sponsor.get("/programme/funnel/rows?step=started"))
    assert sponsor.get("/programme/campaigns").status_code == 403
