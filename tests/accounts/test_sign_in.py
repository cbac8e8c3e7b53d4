"""Staff sign in by password and code; nothing tells a stranger who has an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, SignIn
from foundation.accounts.rules.codes import code_at
from foundation.accounts.rules.tokens import digest_of
from foundation.base.eventlog import LoggedEvent
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.accounts.conftest import csrf_of
from tests.conftest import StandingClock, sign_in_as
from tests.html import ReadingClient
from tests.make import PASSWORD, SECRET, a_person, an_authority, an_officer

Browsers = Callable[..., ReadingClient]
Post = Callable[[], list[OutgoingMail]]
ADA = "ada@council.example.org"


def give_password(browser: ReadingClient, password: str = PASSWORD, **more: str) -> str:
    """Take the first step; return where it leads."""
    form = {"email": ADA, "password": password, **more}
    return browser.post("/sign-in/staff", data=form).headers.get("Location", "")


def test_staff_sign_in_by_password_and_code_and_come_to_their_desk(
    session: Session, client: ReadingClient, clock: StandingClock, no_demo: None
) -> None:
    an_officer(session, an_authority(session).id)
    assert give_password(client) == "/sign-in/code"
    assert client.get("/account").status_code == 401
    answer = client.post("/sign-in/code", data={"code": code_at(SECRET, clock())})
    assert answer.headers["Location"] == "/desk"
    assert client.get("/account").status_code == 200


def test_in_the_demo_nobody_needs_a_code_who_has_no_app(
    session: Session, client: ReadingClient
) -> None:
    an_officer(session, an_authority(session).id, totp_secret=None)
    assert give_password(client) == "/desk"


def test_an_unknown_address_reads_the_same_as_a_wrong_password(
    session: Session, client: ReadingClient
) -> None:
    an_officer(session, an_authority(session).id)
    wrong = client.post("/sign-in/staff", data={"email": ADA, "password": "not this one"})
    unknown = client.post(
        "/sign-in/staff", data={"email": "eve@council.example.org", "password": "not this one"}
    )
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(ADA, "") == unknown.text.replace("eve@council.example.org", "")


def test_an_unknown_address_takes_as_long_as_a_wrong_password(
    session: Session, client: ReadingClient
) -> None:
    an_officer(session, an_authority(session).id)

    def takes(email: str) -> float:
        limiter.reset()
        started = perf_counter()
        client.post("/sign-in/staff", data={"email": email, "password": "not this one"})
        return perf_counter() - started

    known, unknown = [], []
    for turn in range(15):
        known.append(takes(ADA))
        unknown.append(takes(f"eve{turn}@council.example.org"))
    assert 0.6 < median(known) / median(unknown) < 1.7


def test_a_huge_password_is_refused_before_it_is_hashed(
    session: Session, client: ReadingClient
) -> None:
    an_officer(session, an_authority(session).id)
    started = perf_counter()
    answer = client.post("/sign-in/staff", data={"email": ADA, "password": "x" * 1_000_000})
    assert answer.status_code == 413
    assert perf_counter() - started < 0.5


def test_a_password_of_64_emoji_works_and_is_not_cut(
    session: Session, client: ReadingClient
) -> None:
    from foundation.accounts.rules.passwords import hashed

    emoji = "".join(chr(0x1F600 + turn) for turn in range(64))
    stored = hashed(emoji)
    an_officer(session, an_authority(session).id, totp_secret=None, password_hash=stored)
    assert give_password(client, emoji[:-1]) == ""
    assert give_password(client, emoji) == "/desk"


def test_the_cookie_from_before_sign_in_is_worth_nothing(
    session: Session, client: ReadingClient, no_demo: None, clock: StandingClock
) -> None:
    person = an_officer(session, an_authority(session).id)
    planted = sign_in_as(client, person.id)
    session.execute(SignIn.__table__.delete())  # type: ignore[attr-defined]  # a Table
    session.commit()
    give_password(client)
    client.post("/sign-in/code", data={"code": code_at(SECRET, clock())})
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != planted
        assert set(cookie) <= {"_user_id", "_fresh", "_id", "_permanent", "csrf_token"}
    (kept,) = session.scalars(select(SignIn.token_digest))
    assert kept != digest_of(planted)


def test_a_cookie_replayed_after_sign_out_is_refused(
    session: Session, client_for: Browsers
) -> None:
    an_authority(session)
    browser = client_for(Role.PLANNER)
    with browser.session_transaction() as cookie:
        token = cookie["_user_id"]
    answer = browser.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert browser.get("/account").status_code == 401


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "/%0d%0aLocation:%20https://evil.example",
        "/\r\nLocation: https://evil.example",
        "/\tevil",
        "javascript:alert(1)",
        "/" + "a" * 600,
    ],
)
def test_a_strange_destination_leads_to_the_own_desk(
    session: Session, client: ReadingClient, wanted: str
) -> None:
    an_officer(session, an_authority(session).id, totp_secret=None)
    answer = client.post(
        "/sign-in/staff", query_string={"next": wanted}, data={"email": ADA, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/desk"


def test_a_path_of_our_own_is_kept_through_both_steps(
    session: Session, client: ReadingClient, clock: StandingClock
) -> None:
    an_officer(session, an_authority(session).id)
    first = client.post("/sign-in/staff?next=/account", data={"email": ADA, "password": PASSWORD})
    second = client.post(first.headers["Location"], data={"code": code_at(SECRET, clock())})
    assert second.headers["Location"] == "/account"


def test_a_code_counts_once(session: Session, app: object, clock: StandingClock) -> None:
    from flask import Flask

    assert isinstance(app, Flask)
    an_officer(session, an_authority(session).id)
    code = code_at(SECRET, clock())
    one, other = app.test_client(), app.test_client()
    for browser in (one, other):
        browser.post("/sign-in/staff", data={"email": ADA, "password": PASSWORD})
    assert one.post("/sign-in/code", data={"code": code}).status_code == 302
    assert other.post("/sign-in/code", data={"code": code}).status_code == 422


def test_wrong_codes_lock_with_notice_and_then_the_right_one_is_refused_too(
    session: Session, client: ReadingClient, clock: StandingClock, post: Post
) -> None:
    an_officer(session, an_authority(session).id)
    give_password(client)
    for _ in range(20):
        limiter.reset()
        answer = client.post("/sign-in/code", data={"code": "000000"})
    assert "Too many wrong codes" in answer.text
    right = {"code": code_at(SECRET, clock())}
    assert "Too many wrong codes" in client.post("/sign-in/code", data=right).text
    assert [mail.recipient for mail in post()] == [ADA]
    assert "Set a new one now" in post()[0].text
    clock.forward(timedelta(minutes=15))
    give_password(client)
    right = {"code": code_at(SECRET, clock())}
    assert client.post("/sign-in/code", data=right).status_code == 302


def test_a_password_given_by_half_is_forgotten_after_ten_minutes(
    session: Session, client: ReadingClient, clock: StandingClock
) -> None:
    an_officer(session, an_authority(session).id)
    give_password(client)
    clock.forward(timedelta(minutes=11))
    right = {"code": code_at(SECRET, clock())}
    assert client.post("/sign-in/code", data=right).status_code == 401


def test_one_account_and_one_address_are_tried_only_so_often(
    session: Session, client: ReadingClient
) -> None:
    an_officer(session, an_authority(session).id)
    form = {"email": ADA, "password": "not this one"}
    tried = [client.post("/sign-in/staff", data=form).status_code for _ in range(11)]
    assert tried == [422] * 10 + [429]


def test_fields_that_no_form_has_change_nothing(
    session: Session, client_for: Browsers, client: ReadingClient
) -> None:
    authority = an_authority(session)
    more = {
        "__proto__": "x",
        "is_admin": "1",
        "role": "moderator",
        "authority_id": "2",
        "status": "approved",
        "id": "1",
        "email": "eve@example.org",
        "session_version": "9",
        "is_demo": "1",
    }
    browser = client_for(Role.RESIDENT)
    answer = browser.post("/account", data={"name": "Ada", "team": "", **more})
    assert answer.status_code == 302
    (person,) = session.scalars(select(Person))
    assert (person.name, person.authority_id) == ("Ada", authority.id)
    assert (person.session_version, person.is_demo) == (1, False)
    assert person.email != "eve@example.org"


def test_a_form_without_its_token_is_refused(
    session: Session, client_for: Browsers, guarded: None
) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN)
    for path in ("/sign-in", "/sign-in/staff", "/sign-out", "/account", "/desk/settings"):
        assert browser.post(path).status_code == 400, path
    assert browser.post("/demo/sign-in", data={"role": "planner"}).status_code == 400


def test_the_token_of_one_browser_is_worth_nothing_in_another(
    session: Session, client_for: Browsers, guarded: None
) -> None:
    an_authority(session)
    one, other = client_for(Role.PLANNER), client_for(Role.PLANNER)
    csrf_of(other, "/account")
    stolen = {"csrf_token": csrf_of(one, "/account"), "name": "Eve"}
    assert other.post("/account", data=stolen).status_code == 400
    assert one.post("/account", data=stolen).status_code == 302


def test_only_staff_sign_ins_are_logged(session: Session, client: ReadingClient) -> None:
    authority = an_authority(session)
    an_officer(session, authority.id, totp_secret=None)
    a_person(session, authority.id, Role.RESIDENT)
    give_password(client)
    kinds = session.scalars(select(LoggedEvent.kind)).all()
    assert kinds == ["accounts.signed_in"]


def test_a_password_field_hides_what_is_typed_and_lets_programs_fill_it_in(
    session: Session, client: ReadingClient
) -> None:
    an_authority(session)
    page = client.get("/sign-in/staff").text
    (field,) = re.findall(r'<input[^>]*name="password"[^>]*>', page)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page
