"""``flask accounts`` sets up councils and lets the first people in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from tests.accounts.conftest import path_of
from tests.html import ReadingClient
from tests.make import a_person, an_authority, an_officer

GRACE = "grace@council.example.org"
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, session: Session) -> Run:
    """Run ``flask accounts …``."""

    def invoked(*args: str) -> Result:
        result = app.test_cli_runner().invoke(args=["accounts", *args])
        session.expire_all()
        return result

    return invoked


def add(run: Run, *more: str, role: str = "planner") -> Result:
    return run("add", GRACE, "--role", role, "--authority", "birmingham", *more)


def counts(session: Session, role: Role) -> bool:
    rows = session.scalars(select(PersonRole).where(PersonRole.role == role)).all()
    return [row.agreed_at is not None for row in rows] == [True]


def test_the_first_administrator_comes_by_a_link_that_works_once(
    run: Run, session: Session, client: ReadingClient
) -> None:
    assert run("add-authority", "birmingham", "--name", "Birmingham City Council").exit_code == 0
    result = add(run, role="authority_admin")
    assert result.exit_code == 0
    link = result.output.split()[-1]
    assert link.startswith("http://127.0.0.1:5000/set-password/")
    new = {"password": "three words that differ"}
    assert client.post(path_of(link), data=new).headers["Location"] == "/desk"
    assert client.post(path_of(link), data=new).status_code == 404
    assert client.get("/desk/people").status_code == 200


def test_once_there_is_an_administrator_a_second_person_has_to_agree(
    run: Run, session: Session
) -> None:
    a_person(session, an_authority(session).id, Role.AUTHORITY_ADMIN)
    result = add(run)
    assert "Another person has to agree" in result.output
    assert not counts(session, Role.PLANNER)
    own = run("agree", GRACE, "--role", "planner", "--authority", "birmingham")
    assert (own.exit_code, "Somebody else has to agree" in own.output) == (1, True)


def test_who_lost_a_link_gets_another_one(run: Run, session: Session) -> None:
    an_authority(session)
    first, second = (add(run).output.split()[-1] for _ in range(2))
    assert first != second
    assert counts(session, Role.PLANNER)


def test_the_command_line_can_say_that_somebody_has_agreed(run: Run, session: Session) -> None:
    a_person(session, an_authority(session).id, Role.AUTHORITY_ADMIN)
    assert "Another person" not in add(run, "--agreed").output
    assert counts(session, Role.PLANNER)
    kinds = session.scalars(select(LoggedEvent.kind).order_by(LoggedEvent.id)).all()
    assert kinds[-3:] == ["accounts.role.asked", "accounts.role.agreed", "accounts.link.made"]


def test_an_administrator_of_the_demo_is_nobody_who_could_agree(run: Run, session: Session) -> None:
    a_person(session, an_authority(session).id, Role.AUTHORITY_ADMIN, is_demo=True)
    add(run)
    assert counts(session, Role.PLANNER)


def test_the_command_line_agrees_to_what_an_administrator_asked_for(
    run: Run, session: Session
) -> None:
    council = an_authority(session).id
    admin = a_person(session, council, Role.AUTHORITY_ADMIN)
    grace = a_person(session, council, email=GRACE)
    row = PersonRole(
        person_id=grace.id, role=Role.PLANNER, asked_by=admin.id, asked_at=grace.created_at
    )
    session.add(row)
    session.commit()
    assert run("agree", GRACE, "--role", "planner", "--authority", "birmingham").exit_code == 0
    assert counts(session, Role.PLANNER)


def test_somebody_outside_the_council_gets_a_link_to_sign_in(
    run: Run, session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    link = add(run, role="applicant").output.split()[-1]
    assert client.post(path_of(link)).headers["Location"] == "/"


def test_a_second_council_has_links_of_its_own(run: Run, session: Session) -> None:
    an_authority(session)
    run("add-authority", "leeds", "--name", "Leeds", "--public-url", "https://say.leeds.example")
    result = run("add", GRACE, "--role", "planner", "--authority", "leeds")
    assert "https://say.leeds.example/set-password/" in result.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", GRACE, "--role", "planner", "--authority", "leeds"), "add-authority leeds"),
        (("add", GRACE, "--role", "king", "--authority", "birmingham"), "'king'"),
        (("add", "grace", "--role", "planner", "--authority", "birmingham"), "email address"),
        (("reset", GRACE, "--authority", "birmingham"), "knows nobody"),
        (("add-authority", "No Slug", "--name", "x"), "slug"),
        (("add-authority", "birmingham", "--name", "x"), "There is a council"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    run: Run, session: Session, args: tuple[str, ...], said: str
) -> None:
    an_authority(session)
    result = run(*args)
    assert result.exit_code != 0
    assert said in result.output
    assert len(session.scalars(select(Authority)).all()) == 1
    assert session.scalars(select(Person)).all() == []


def test_a_reset_forgets_password_and_app(run: Run, session: Session) -> None:
    person = an_officer(session, an_authority(session).id)
    result = run("reset", person.email, "--authority", "birmingham")
    assert "/set-password/" in result.output
    kept = session.get_one(Person, person.id)
    assert (kept.password_hash, kept.totp_secret) == (None, None)
