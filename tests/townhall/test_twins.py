"""Two councils in one deployment: nothing of one can be seen or touched from the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consultation.models.comments import Comment
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.consultation.make import a_comment
from tests.html import ReadingClient
from tests.townhall.crawl import all_addresses, own_addresses, said, unlike
from tests.townhall.stored import rows_of_every_table
from tests.townhall.towns import SHARED_SLUG, Town, a_town
from townhall.jobs import run_once
from townhall.live import socketio

CANARY = "Kanarienvogel"
NOT_THERE = {401, 403, 404}
"""What may be answered to who asks for something of another council."""

Browsers = Callable[..., ReadingClient]
AsRole = Callable[[Role | None], ReadingClient]


@pytest.fixture
def here(session: Session) -> Town:
    """The council that is asked; made first, so that it also answers at localhost."""
    return a_town(session, "alpha", "Amsel")


@pytest.fixture
def there(session: Session, here: Town) -> Town:
    """Its twin, whose every text holds the canary."""
    return a_town(session, "beta", CANARY)


@pytest.fixture
def as_role(client: ReadingClient, client_for: Browsers, here: Town) -> AsRole:
    """Return the browser of a visitor, or of somebody with one role, at ``here``."""

    def browser(role: Role | None) -> ReadingClient:
        limiter.reset()
        client.at = here.at
        return client_for(role, authority=here.council) if role else client

    return browser


def silent(answer: TestResponse) -> None:
    assert CANARY.lower() not in said(answer).lower(), answer.request.url
    assert answer.status_code < 500, answer.request.url


def test_a_crawl_of_one_council_finds_no_trace_of_the_other(
    app: Flask, here: Town, there: Town, as_role: AsRole
) -> None:
    for role in unlike(app):
        browser = as_role(role)
        for address in all_addresses(app, here, role):
            silent(browser.get(address, buffered=True))


def test_what_belongs_to_the_other_council_is_not_there(
    app: Flask, here: Town, there: Town, as_role: AsRole
) -> None:
    for role in unlike(app):
        browser = as_role(role)
        for address in own_addresses(app, there, role):
            answer = browser.get(address, buffered=True)
            silent(answer)
            if not is_blind(address):
                assert answer.status_code in NOT_THERE, f"{answer.status_code} {address} {role}"


def is_blind(address: str) -> bool:
    """Tell whether a page says the same whether there is such a thing or not."""
    return address.startswith(("/sign-in/link/", "/set-password/", "/account/sign-ins/"))


def test_the_crawl_would_see_a_trace(app: Flask, here: Town, there: Town, client: Any) -> None:
    client.at = there.at
    answers = {address: client.get(address, buffered=True) for address in all_addresses(app, there)}
    told = [address for address, answer in answers.items() if CANARY in said(answer)]
    for path in ("/", f"/consultations/{SHARED_SLUG}", "/places/wards.json", "/demo/mail"):
        assert path in told
    assert any("/api/v1/comments/" in address for address in told)


SEARCHES = (
    "/consultations?text=only",
    "/consultations?text=beta",
    f"/consultations/{SHARED_SLUG}?words=trees",
    f"/consultations/{SHARED_SLUG}?words={CANARY[:6]}",
    f"/consultations/{SHARED_SLUG}/map.json?words={CANARY[:6]}",
    f"/consultations/{SHARED_SLUG}?part=comments",
    f"/api/v1/consultations/{SHARED_SLUG}/comments?bbox=-2,52,-1,53",
    "/no-such-page",
    "/sitemap.xml",
    "/robots.txt",
    "/health",
)


def test_searches_and_pages_that_are_missing_tell_nothing(
    here: Town, there: Town, as_role: AsRole
) -> None:
    for role in (None, Role.CONSULTATION_OFFICER, Role.AUTHORITY_ADMIN):
        browser = as_role(role)
        for address in SEARCHES:
            silent(browser.get(address))


def test_a_place_in_the_others_list_leads_to_nothing(
    here: Town, there: Town, client: ReadingClient
) -> None:
    comments = f"/api/v1/consultations/{SHARED_SLUG}/comments"
    client.at = there.at
    for listed in (f"{comments}?limit=1", "/api/v1/consultations?limit=1"):
        onward = client.get(listed, base_url=there.at).get_json()["next"]
        if onward:
            silent(client.get(onward.removeprefix(there.at), base_url=here.at))


def test_nothing_of_the_other_council_can_be_changed(
    app: Flask, here: Town, there: Town, as_role: AsRole
) -> None:
    given = {"text": "Was I here?", "code": "123456", "role": "planner", "after": "hidden"}
    for role in unlike(app):
        browser = as_role(role)
        before = rows_of_every_table(db.engines)
        for address in own_addresses(app, there, role, "POST"):
            answer = browser.post(address, **as_sent(address, given))
            silent(answer)
            if not is_blind(address):
                assert answer.status_code in NOT_THERE, f"{answer.status_code} {address} {role}"
        assert rows_of_every_table(db.engines) == before


def as_sent(address: str, given: dict[str, str]) -> dict[str, Any]:
    if address.startswith("/api/"):
        return {"json": {"text": given["text"]}}
    return {"data": given}


def test_a_key_of_the_other_council_opens_nothing(
    app: Flask, here: Town, there: Town, client: ReadingClient
) -> None:
    client.at = here.at
    for address in all_addresses(app, here):
        if address.startswith("/api/"):
            answer = client.get(address, headers={"Authorization": f"Bearer {there.bearer}"})
            assert answer.status_code == 401
            silent(answer)


def test_who_is_signed_in_there_is_a_visitor_here(
    app: Flask, session: Session, here: Town, there: Town, client: ReadingClient
) -> None:
    client.at = here.at
    with client.session_transaction(base_url=here.at) as cookie:
        cookie["_user_id"] = there.sign_in
    for address in all_addresses(app, here):
        silent(client.get(address, buffered=True))
    assert client.get("/account").status_code == 401


def test_a_link_of_the_other_council_signs_nobody_in(
    here: Town, there: Town, client: ReadingClient
) -> None:
    client.at = here.at
    (token,) = there.own["token"]
    for address in (f"/sign-in/link/{token}", f"/set-password/{token}"):
        client.post(address, data={"password": "three words that fit"})
        assert client.get("/account").status_code == 401


def test_a_code_of_the_other_council_is_not_known(
    session: Session, here: Town, there: Town, client: ReadingClient
) -> None:
    shared = session.scalars(
        select(Comment.consultation_id).where(Comment.authority_id == there.council.id)
    ).first()
    assert shared is not None
    code = a_comment(session, Actor(there.council.id), shared).tracking_code
    for at, status in ((here.at, 404), (there.at, 200)):
        client.at = at
        answer = client.post("/api/v1/follow", json={"tracking_code": code})
        assert answer.status_code == status
    client.at = here.at
    assert client.post("/follow", data={"code": code}).status_code == 422


def test_no_socket_hears_of_the_other_council(
    app: Flask, session: Session, here: Town, there: Town, client: ReadingClient
) -> None:
    run_once(app)
    client.at = here.at
    socket = socketio.test_client(
        app, flask_test_client=client, headers={"Host": f"{here.council.slug}.localhost"}
    )
    for room in there.rooms:
        socket.emit("watch", room)
    shared = session.scalars(
        select(Comment.consultation_id).where(Comment.authority_id == there.council.id)
    ).all()
    for each in set(shared):
        a_comment(session, Actor(there.council.id), each)
    run_once(app)
    assert socket.get_received() == []
    socket.disconnect()
