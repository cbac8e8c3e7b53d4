"""Who a request acts as, and when a sign-in ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from foundation.web.current import actor
from tests.conftest import NOW, StandingClock, at_most, sign_in_as
from tests.html import ReadingClient
from tests.make import a_person, an_authority

Browsers = Callable[..., ReadingClient]


def asked_by(browser: ReadingClient, path: str = "/nowhere") -> frozenset[Role]:
    """Return the roles that a request of *browser* acts with."""
    with browser:
        browser.get(path)
        return actor().roles


def test_a_visitor_costs_one_statement_and_gets_no_cookie(
    session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    with at_most(1):
        answer = client.get("/nowhere")
    assert "Set-Cookie" not in answer.headers


def test_a_signed_in_person_costs_two_statements(session: Session, client_for: Browsers) -> None:
    an_authority(session)
    browser = client_for(Role.PLANNER)
    with at_most(2):
        assert asked_by(browser) == {Role.PLANNER}


def test_the_api_takes_no_notice_of_cookies(session: Session, client_for: Browsers) -> None:
    an_authority(session)
    assert asked_by(client_for(Role.PLANNER), "/api/v1/nowhere") == frozenset()


@pytest.mark.parametrize(
    ("role", "waited", "still_in"),
    [
        (Role.PLANNER, timedelta(minutes=29), True),
        (Role.PLANNER, timedelta(minutes=30), False),
        (Role.RESIDENT, timedelta(days=29), True),
        (Role.RESIDENT, timedelta(days=30), False),
    ],
)
def test_silence_ends_a_sign_in(
    session: Session,
    client_for: Browsers,
    clock: StandingClock,
    role: Role,
    waited: timedelta,
    still_in: bool,
) -> None:
    an_authority(session)
    browser = client_for(role)
    clock.forward(waited)
    assert bool(asked_by(browser)) is still_in


def test_staff_sign_in_again_after_twelve_hours_however_busy(
    session: Session, client_for: Browsers, clock: StandingClock
) -> None:
    an_authority(session)
    browser = client_for(Role.PLANNER)
    for _ in range(35):
        clock.forward(timedelta(minutes=20))
        assert asked_by(browser) == {Role.PLANNER}
    clock.forward(timedelta(minutes=20))
    assert clock() == NOW + timedelta(hours=12)
    assert asked_by(browser) == frozenset()


@pytest.mark.parametrize("ended_by", [{"session_version": 2}, {"is_active": False}])
def test_a_change_of_the_person_ends_every_sign_in(
    session: Session, app: Flask, client: ReadingClient, ended_by: dict[str, object]
) -> None:
    person = a_person(session, an_authority(session).id, Role.PLANNER)
    sign_in_as(client, person.id)
    assert asked_by(client) == {Role.PLANNER}
    kept = session.get_one(Person, person.id)
    for name, value in ended_by.items():
        setattr(kept, name, value)
    session.commit()
    assert asked_by(client) == frozenset()


def test_a_sign_in_of_one_council_means_nothing_at_another(
    session: Session, client: ReadingClient
) -> None:
    ours, theirs = an_authority(session), an_authority(session, "leeds")
    person = a_person(session, ours.id, Role.PLANNER)
    client.at = f"http://{theirs.slug}.localhost"
    sign_in_as(client, person.id)
    assert asked_by(client) == frozenset()
