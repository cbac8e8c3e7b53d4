"""Residents sign in by a link in a mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import OneTimeLink, Person, SignIn
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from tests.accounts.conftest import link_in, path_of
from tests.conftest import StandingClock
from tests.html import ReadingClient
from tests.make import a_person, an_authority, an_officer
from townhall.jobs import run_once

Post = Callable[[], list[OutgoingMail]]
MO = "mo@example.org"


def ask(browser: ReadingClient, post: Post, email: str = MO, **more: object) -> str:
    """Ask for a link; return its path."""
    answer = browser.post("/sign-in", data={"email": email}, **more)
    assert answer.headers["Location"] == "/sign-in/sent"
    return path_of(link_in(post()[-1]))


def test_a_link_signs_in_and_makes_the_account(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_authority(session)
    path = ask(client, post, " Mo@Example.ORG ")
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    answer = client.post(path)
    assert answer.headers["Location"] == "/"
    assert MO in client.get("/account").text


def test_a_link_leads_back_to_the_page_that_asked_for_it(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_authority(session)
    assert "/sign-in?next=/account" in client.get("/account").text
    client.post("/sign-in?next=/account", data={"email": MO})
    assert client.post(path_of(link_in(post()[-1]))).headers["Location"] == "/account"


def test_who_comes_again_finds_the_same_account(
    session: Session, client: ReadingClient, post: Post, clock: StandingClock
) -> None:
    an_authority(session)
    for _ in range(2):
        client.post(ask(client, post))
        clock.forward(timedelta(seconds=1))
    assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_opening_a_link_uses_nothing_up_and_pressing_the_button_does(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_authority(session)
    path = ask(client, post)
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert client.get("/account").status_code == 401
    assert client.post(path).status_code == 302
    client.post("/sign-out")
    assert client.post(path).status_code == 404


def test_a_link_ends_after_fifteen_minutes(
    session: Session, client: ReadingClient, post: Post, clock: StandingClock
) -> None:
    an_authority(session)
    path = ask(client, post)
    clock.forward(timedelta(minutes=15))
    assert client.post(path).status_code == 404


def test_a_link_ends_with_the_address_it_was_sent_to(
    session: Session, client: ReadingClient, post: Post
) -> None:
    person = a_person(session, an_authority(session).id, Role.RESIDENT, email=MO)
    path = ask(client, post)
    session.get_one(Person, person.id).email = "moved@example.org"
    session.commit()
    assert client.post(path).status_code == 404


def test_a_link_of_one_council_is_refused_at_another(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_authority(session)
    an_authority(session, "leeds")
    path = ask(client, post)
    assert client.post(path, base_url="http://leeds.localhost").status_code == 404
    assert client.post(path).status_code == 302


def test_the_answer_is_the_same_for_every_address(session: Session, client: ReadingClient) -> None:
    authority = an_authority(session)
    a_person(session, authority.id, Role.RESIDENT, email=MO)
    an_officer(session, authority.id)
    answers = [
        client.post("/sign-in", data={"email": email})
        for email in (MO, "nobody@example.org", "ada@council.example.org")
    ]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1


def test_staff_get_no_link_past_their_password(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_officer(session, an_authority(session).id)
    assert ask(client, post, "ada@council.example.org") == "/sign-in/staff"
    assert session.scalar(select(func.count()).select_from(OneTimeLink)) == 0


@pytest.mark.parametrize(
    "email", ["", "mo", "mo@", "a@b.c, x@y.z", "mo@example.org\r\nBcc: eve@example.org", "a" * 300]
)
def test_what_is_no_single_address_is_refused(
    session: Session, client: ReadingClient, post: Post, email: str
) -> None:
    an_authority(session)
    assert client.post("/sign-in", data={"email": email}).status_code == 422
    assert post() == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/forgot"])
def test_a_mail_names_the_configured_host_whatever_host_was_asked(
    app: Flask, session: Session, client: ReadingClient, post: Post, path: str
) -> None:
    settings = app.extensions["settings"]
    an_authority(session, host="say.example.org", public_url="https://say.example.org")
    app.extensions["settings"] = replace(settings, public_url="https://first.example.org")
    try:
        for host in ("say.example.org", "localhost"):
            client.post(
                path,
                data={"email": MO},
                headers={"X-Forwarded-Host": "evil.example", "Host": host},
            )
        evil = client.post(path, data={"email": MO}, headers={"Host": "evil.example"})
    finally:
        app.extensions["settings"] = settings
    assert evil.status_code == 404
    assert len(post()) == 2
    assert all(link_in(mail).startswith("https://say.example.org/") for mail in post())


def test_one_address_gets_only_so_many_mails(
    session: Session, client: ReadingClient, post: Post
) -> None:
    an_authority(session)
    asked = [client.post("/sign-in", data={"email": MO}).status_code for _ in range(6)]
    assert asked == [302] * 5 + [429]
    assert len(post()) == 5


def test_sign_ins_and_links_that_have_ended_are_forgotten(
    app: Flask, session: Session, client: ReadingClient, post: Post, clock: StandingClock
) -> None:
    an_authority(session)
    client.post(ask(client, post))
    ask(client, post)
    clock.forward(timedelta(minutes=15))
    run_once(app)
    assert session.scalars(select(OneTimeLink)).all() == []
    assert len(session.scalars(select(SignIn)).all()) == 1
    clock.forward(timedelta(days=30))
    run_once(app)
    assert session.scalars(select(SignIn)).all() == []
