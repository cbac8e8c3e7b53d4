"""The demonstration lets anybody be anybody, and leaves nothing behind for a real deployment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import STAFF, Role
from foundation.web.current import actor
from tests.accounts.conftest import TOKEN, guarded
from tests.html import ReadingClient
from tests.make import an_authority

__all__ = ["guarded"]

Browsers = Callable[..., ReadingClient]


def test_there_is_one_button_for_each_role(session: Session, client: ReadingClient) -> None:
    an_authority(session)
    page = client.get("/demo").text
    assert [role for role in Role if page.count(f'value="{role.value}"') != 1] == []


@pytest.mark.parametrize("role", Role)
def test_a_button_signs_in_as_its_role(
    session: Session, client: ReadingClient, guarded: None, role: Role
) -> None:
    an_authority(session)
    found = TOKEN.search(client.get("/demo").text)
    assert found
    form = {"role": role.value, "csrf_token": found.group(1)}
    with client:
        answer = client.post("/demo/sign-in", data=form)
        assert answer.headers["Location"] == ("/desk" if role in STAFF else "/")
        assert client.get(answer.headers["Location"]).status_code == 200
        assert actor().roles == {Role.RESIDENT, role}


def test_the_person_of_a_role_is_made_once_in_each_council(
    session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    an_authority(session, "leeds")
    for _ in range(2):
        client.post("/demo/sign-in", data={"role": "planner"})
    client.post("/demo/sign-in", data={"role": "planner"}, base_url="http://leeds.localhost")
    people = session.execute(
        select(Person.name, func.count()).where(Person.is_demo).group_by(Person.name)
    ).all()
    assert [tuple(row) for row in people] == [("Demo planner", 2)]


@pytest.mark.parametrize("role", ["", "king", "planner' --"])
def test_a_role_that_is_none_is_refused(session: Session, client: ReadingClient, role: str) -> None:
    an_authority(session)
    assert client.post("/demo/sign-in", data={"role": role}).status_code == 422


def test_a_demo_sign_in_is_worth_nothing_once_the_demo_is_over(
    app: Flask, session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    client.post("/demo/sign-in", data={"role": "planner"})
    assert client.get("/account").status_code == 200
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, demo=False)
    try:
        assert client.get("/account").status_code == 401
    finally:
        app.extensions["settings"] = settings


def test_the_outbox_shows_the_mails_of_this_council_alone(
    session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    an_authority(session, "leeds")
    client.post("/sign-in", data={"email": "mo@example.org"})
    client.post("/sign-in", data={"email": "lu@example.org"}, base_url="http://leeds.localhost")
    page = client.get("/demo/mail").text
    assert "mo@example.org" in page
    assert "/sign-in/link/" in page
    assert "lu@example.org" not in page
