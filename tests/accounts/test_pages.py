"""Every page of accounts can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from tests.html import ReadingClient
from tests.make import a_person, an_authority

Browsers = Callable[..., ReadingClient]


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in",
        "/sign-in/sent",
        "/sign-in/staff",
        "/sign-in/forgot",
        "/sign-in/link/some-token",
        "/set-password/some-token",
        "/demo",
        "/demo/mail",
    ],
)
def test_a_visitor_reads(session: Session, client: ReadingClient, path: str) -> None:
    an_authority(session)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/account",
        "/account/password",
        "/account/second-step",
        "/desk/people",
        "/desk/people/invite",
        "/desk/settings",
    ],
)
def test_an_administrator_reads(session: Session, client_for: Browsers, path: str) -> None:
    an_authority(session)
    assert client_for(Role.AUTHORITY_ADMIN).get(path).status_code == 200


def test_an_administrator_reads_of_one_person(session: Session, client_for: Browsers) -> None:
    person = a_person(session, an_authority(session).id, Role.PLANNER, name="Ada")
    page = client_for(Role.AUTHORITY_ADMIN).get(f"/desk/people/{person.id}")
    assert "Take away: Planner" in page.text
