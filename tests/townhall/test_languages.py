"""A page is in the language that its reader has chosen, or that their browser asks for."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import refresh
from sqlalchemy.orm import Session

from deploy.setup.catalogues import compile_all
from foundation.base.words import say
from foundation.web.words import translated
from tests import make
from townhall.languages import COOKIE

URDU = '<html lang="ur" dir="rtl"'
BENGALI = '<html lang="bn" dir="ltr"'
ENGLISH = '<html lang="en" dir="ltr"'


@pytest.fixture(autouse=True)
def _a_council(session: Session) -> None:
    make.an_authority(session)


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    compile_all()


@pytest.mark.parametrize(
    ("asked", "chosen", "found"),
    [
        ("", None, ENGLISH),
        ("ur", None, URDU),
        ("ur-PK,en;q=0.5", None, URDU),
        ("bn-BD,en;q=0.5", None, BENGALI),
        ("pl,en;q=0.5", None, ENGLISH),
        ("ur", "en", ENGLISH),
        ("en", "ur", URDU),
        ("ur", "bn", BENGALI),
        ("en", "xx", ENGLISH),
    ],
)
def test_a_choice_goes_before_what_the_browser_asks_for(
    app: Flask, asked: str, chosen: str | None, found: str
) -> None:
    client = app.test_client()
    if chosen:
        client.set_cookie(COOKIE, chosen)
    answer = client.get("/cookies", headers={"Accept-Language": asked} if asked else {})
    assert found in answer.text


def test_a_choice_is_kept_and_leads_back(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/language/ur?to=/near?postcode=B9")
    assert (answer.status_code, answer.location) == (303, "/near?postcode=B9")
    assert "language=ur" in answer.headers["Set-Cookie"]
    assert "session" not in answer.headers["Set-Cookie"]
    assert URDU in client.get("/cookies").text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_a_choice_leads_to_no_other_host(app: Flask, to: str) -> None:
    assert app.test_client().get("/language/ur", query_string={"to": to}).location == "/"


def test_a_language_that_we_do_not_have_is_not_found(app: Flask) -> None:
    answer = app.test_client().get("/language/xx")
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (404, None)


@pytest.mark.parametrize("path", ["/sign-in/staff", "/api/v1/nothing"])
def test_what_only_staff_and_programs_read_stays_in_english(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, headers={"Accept-Language": "ur"})
    assert "اردو" not in answer.text
    assert 'dir="rtl"' not in answer.text


def test_what_a_rule_says_is_said_in_the_readers_language(app: Flask) -> None:
    sentence = say("Choose at most {most} topics.", most=1200)
    with app.test_request_context(headers={"Cookie": f"{COOKIE}=ur"}):
        assert translated(sentence) == "زیادہ سے زیادہ 1,200 موضوع چنیں۔"
    with app.test_request_context(headers={"Cookie": f"{COOKIE}=bn"}):
        refresh()
        assert translated(sentence) == "সর্বোচ্চ 1,200টি বিষয় বেছে নিন।"
    with app.test_request_context():
        refresh()
        assert translated(sentence) == "Choose at most 1,200 topics."


def test_an_error_is_said_in_the_readers_language(app: Flask) -> None:
    answer = app.test_client().get("/no-such-page", headers={"Accept-Language": "ur"})
    assert answer.status_code == 404
    assert "ہمیں یہ نہیں ملا" in answer.text
