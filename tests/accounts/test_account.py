"""A person sees where they are signed in, and ends it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import SignIn
from foundation.base.roles import Role
from tests.conftest import sign_in_as
from tests.html import ReadingClient
from tests.make import a_person, an_authority

Browsers = Callable[..., ReadingClient]


def two_browsers(app: Flask, session: Session) -> tuple[ReadingClient, ReadingClient]:
    """Return two browsers that are signed in as one person."""
    person = a_person(session, an_authority(session).id, Role.PLANNER)
    one, other = app.test_client(), app.test_client()
    assert isinstance(one, ReadingClient)
    assert isinstance(other, ReadingClient)
    sign_in_as(one, person.id)
    sign_in_as(other, person.id)
    return one, other


def test_signing_out_ends_this_browser_alone(app: Flask, session: Session) -> None:
    one, other = two_browsers(app, session)
    one.post("/sign-out")
    assert one.get("/account").status_code == 401
    assert other.get("/account").status_code == 200


def test_signing_out_everywhere_ends_every_browser(app: Flask, session: Session) -> None:
    one, other = two_browsers(app, session)
    one.post("/account/sign-out-everywhere")
    assert one.get("/account").status_code == other.get("/account").status_code == 401


def test_another_browser_can_be_signed_out_from_the_list(app: Flask, session: Session) -> None:
    one, other = two_browsers(app, session)
    first, second = session.scalars(select(SignIn.id))
    text = one.get("/account").text
    target = first if str(first) in text else second
    assert one.post(f"/account/sign-ins/{target}/end").status_code == 302
    assert one.get("/account").status_code == 200
    assert other.get("/account").status_code == 401


def test_nobody_ends_the_sign_in_of_somebody_else(
    app: Flask, session: Session, client_for: Browsers
) -> None:
    one, _ = two_browsers(app, session)
    target = session.scalars(select(SignIn.id)).first()
    client_for(Role.AUTHORITY_ADMIN).post(f"/account/sign-ins/{target}/end")
    assert one.get("/account").status_code == 200


def test_signing_out_twice_is_no_error(session: Session, client: ReadingClient) -> None:
    an_authority(session)
    for _ in range(2):
        assert client.post("/sign-out").status_code == 302
