"""A route is chosen by who buys, its days are lawful, and everybody who reads sees the working."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.routes import choose_route, date_step
from programme.models.challenges import Challenge
from programme.queries.routes import route_page
from programme.rules.challenges import Regime
from programme.rules.routes import Route, RouteDraft
from programme.rules.step_days import Clock
from programme.rules.steps import Step
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/route"
TODAY = london_day(NOW)
TYPED = {"route": "flexible", "reason": "It can do research and roll-out.", "value": "158,000"}


def _choose(session: Session, crew: Crew, challenge: UUID, draft: RouteDraft) -> None:
    with work(session, crew[Role.PROCUREMENT_OFFICER], NOW) as unit:
        choose_route(unit, challenge, draft)


def _date(
    session: Session, crew: Crew, challenge: UUID, step: Step, day: date, clock: Clock = Clock.DONE
) -> None:
    with work(session, crew[Role.PROCUREMENT_OFFICER], NOW) as unit:
        date_step(unit, challenge, step, clock, day)


def test_a_route_is_kept_and_the_rules_follow_from_it(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    assert route_page(session, challenge, NOW) is None
    _choose(session, crew, challenge, RouteDraft(Route.RD_EXEMPT, "It is research."))
    assert session.get_one(Challenge, challenge).regime is Regime.RD_EXEMPT
    _choose(session, crew, challenge, RouteDraft(Route.FLEXIBLE, "It grows.", value_p=1_00))
    assert session.get_one(Challenge, challenge).regime is Regime.PA2023
    page = route_page(session, challenge, NOW)
    assert page is not None
    assert page.chosen.route is Route.FLEXIBLE
    assert page.first_contract_day > TODAY


def test_the_old_partnership_is_refused_for_what_begins_now(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    draft = RouteDraft(Route.INNOVATION_PARTNERSHIP, "As in the pilot.")
    with pytest.raises(Conflict, match="competitive flexible procedure"):
        _choose(session, crew, challenge, draft)
    old = RouteDraft(Route.INNOVATION_PARTNERSHIP, "As in the pilot.", date(2023, 3, 27))
    _choose(session, crew, challenge, old)
    assert session.get_one(Challenge, challenge).regime is Regime.PCR2015


def test_days_are_entered_in_order_and_never_before_the_first_lawful_one(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    with pytest.raises(Conflict, match="Choose the legal route first"):
        _date(session, crew, challenge, Step.CASE, TODAY)
    _choose(session, crew, challenge, RouteDraft(Route.FLEXIBLE, "It grows."))
    with pytest.raises(Invalid, match="First enter when this was done"):
        _date(session, crew, challenge, Step.TENDER, TODAY)
    tender = TODAY - timedelta(days=40)
    for step in (Step.ENGAGEMENT, Step.CONFLICTS, Step.TENDER):
        _date(session, crew, challenge, step, tender)
    with pytest.raises(Invalid, match="first lawful day"):
        _date(session, crew, challenge, Step.TENDERS_IN, tender + timedelta(days=24))
    _date(session, crew, challenge, Step.TENDERS_IN, tender + timedelta(days=25))
    _date(session, crew, challenge, Step.AWARD, TODAY)
    with pytest.raises(Invalid, match="standstill"):
        _date(session, crew, challenge, Step.CONTRACT, TODAY)
    with pytest.raises(Invalid, match="first lawful day"):
        _date(session, crew, challenge, Step.CONTRACT, TODAY, Clock.FORECAST)
    _date(session, crew, challenge, Step.CONTRACT, tender, Clock.PLANNED)
    with pytest.raises(Conflict, match="tender notice is out"):
        _choose(session, crew, challenge, RouteDraft(Route.FRAMEWORK, "It is quicker."))


def test_another_council_finds_no_challenge_to_date(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        _choose(session, stranger, challenge, RouteDraft(Route.FLEXIBLE, "Ours."))


def test_the_page_says_the_first_lawful_date_with_its_working(challenge: UUID, as_crew: As) -> None:
    officer = as_crew(Role.PROCUREMENT_OFFICER)
    assert "Without a route" in officer.get(HERE).get_data(as_text=True)
    assert "VEVENT" not in officer.get(f"{HERE}/dates.ics").get_data(as_text=True)
    assert officer.post(HERE, data=TYPED).status_code == 303
    page = officer.get(HERE).get_data(as_text=True)
    assert "The first lawful contract date today is" in page
    assert "It is not legal advice." in page
    assert "From memory: procurement has to check it." in page
    assert "BEGIN:VEVENT" in officer.get(f"{HERE}/dates.ics").get_data(as_text=True)
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    assert "Save the route" not in sponsor.get(HERE).get_data(as_text=True)
    assert sponsor.post(HERE, data=TYPED).status_code == 403
    assert sponsor.post(f"{HERE}/days", data={}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"route": "below_threshold", "value": ""}, 409, "The threshold depends on it"),
        ({"route": "below_threshold", "value": "300000"}, 409, "not below the threshold"),
        ({"route": "innovation_partnership"}, 409, "before 24 February 2025"),
        ({"route": "auction"}, 422, "Not a valid choice"),
        ({"value": "much"}, 422, "Enter a sum in pounds"),
        ({"reason": " "}, 422, "Say why"),
        ({"begun_on": ["31", "2", "2026"]}, 422, "Enter a day, a month and a year"),
    ],
    ids=str,
)
def test_a_route_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    challenge: UUID, as_crew: As, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = as_crew(Role.PROCUREMENT_OFFICER).post(HERE, data=TYPED | typed)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, sentence in page) == (status, True)
    assert ("It can do research and roll-out." in page) is ("reason" not in typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter a day, a month and a year"),
        ({"day": ["1", "1", "2020"], "clock": "done", "step": "contract"}, "First enter when"),
        ({"day": ["1", "1", "2020"], "clock": "forecast", "step": "award"}, "first lawful day"),
        ({"day": ["1", "1", "2099"], "clock": "done", "step": "case"}, "has not come yet"),
        ({"day": ["1", "1", "2026"], "clock": "never", "step": "case"}, "Not a valid choice"),
        ({"day": ["1", "1", "2026"], "step": "party"}, "Choose one of these"),
    ],
    ids=str,
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    challenge: UUID, as_crew: As, typed: dict[str, object], sentence: str
) -> None:
    officer = as_crew(Role.PROCUREMENT_OFFICER)
    officer.post(HERE, data=TYPED)
    answer = officer.post(f"{HERE}/days", data={"step": "case", "clock": "planned"} | typed)
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (422, True)
