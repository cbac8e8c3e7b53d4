"""Making a comment formal after it is sent: one form, no word written again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.representations import Representation
from consultation.queries.representations import signatory_of
from consultation.rules.comments import Lane
from consultation.rules.consultations import ConsultationKind
from foundation.accounts.models.authorities import Authority
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.actor import Actor
from tests.conftest import StandingClock, at_most
from tests.consultation.make import a_consultation
from tests.consultation.web.giving import GIVE, PAGE, said, written
from tests.consultation.web.giving import checked as to_send
from tests.consultation.web.reading import code_on, hidden, text_of
from tests.html import ReadingClient
from tests.make import an_authority

ANN = {"name": "Ann Example", "address": "1 Invented Row\r\nBirmingham", "postcode": "b95qt"}
STORED = Signatory("Ann Example", "1 Invented Row\nBirmingham", "B9 5QT")
FORMAL = "/follow/make-formal"
JUST_SENT = f"{FORMAL}?sent=1"
WORDS = "Too tall by far."


@pytest.fixture(autouse=True)
def application(session: Session, actor: Actor) -> UUID:
    return a_consultation(session, actor, kind=ConsultationKind.PLANNING_APPLICATION)


@pytest.fixture
def code(client: ReadingClient) -> str:
    """The code of an informal comment that this browser has just sent."""
    client.post(f"{GIVE}/lane", data={"lane": "dialogue"})
    page = written(client, WORDS)
    sent = client.post(f"{GIVE}/check", data=to_send(page))
    return code_on(client.get(sent.location))


def policy(session: Session, publishing: Publishing, *, late_comments: bool = False) -> None:
    council = session.scalars(select(Authority)).one()
    council.publishing, council.late_comments = publishing, late_comments
    session.commit()


def test_the_receipt_leads_to_a_form_that_has_the_words_already(
    session: Session, client: ReadingClient, actor: Actor, code: str
) -> None:
    assert "This is not yet a formal comment." in text_of(client.get(f"{GIVE}/sent"))
    form = client.get(JUST_SENT)
    for shown in (WORDS, "Send it by", "We publish your comment with"):
        assert shown in text_of(form)
    with at_most(16):
        made = client.post(JUST_SENT, data={**ANN, "promised": hidden(form, "promised")})
    assert (made.status_code, made.location) == (303, f"{GIVE}/sent")
    receipt = text_of(client.get(made.location))
    assert "This is a formal comment." in receipt
    assert code in receipt
    (comment,) = said(session)
    assert (comment.lane, comment.text) == (Lane.REPRESENTATION, WORDS)
    assert signatory_of(session, actor.authority_id, comment.id) == STORED


def test_who_follows_by_the_code_makes_it_formal_once(
    app: Flask, session: Session, client: ReadingClient, code: str
) -> None:
    browser = app.test_client()
    browser.post("/follow", data={"code": code})
    for _ in range(2):
        assert browser.post(FORMAL, data=ANN).location == "/follow"
    assert "This is a formal comment." in text_of(browser.get("/follow"))
    assert "formal comment already" in text_of(browser.get(FORMAL))
    assert len(session.scalars(select(Representation)).all()) == 1


@pytest.mark.parametrize("address", [FORMAL, JUST_SENT])
def test_a_stranger_makes_nothing_formal(
    app: Flask, session: Session, client: ReadingClient, code: str, address: str
) -> None:
    stranger = app.test_client()
    for answer in (stranger.get(address), stranger.post(address, data=ANN)):
        assert (answer.status_code, answer.location) == (303, "/follow")
    assert said(session)[0].lane is Lane.DIALOGUE


def test_another_council_knows_nothing_of_it(
    session: Session, client: ReadingClient, code: str
) -> None:
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    assert client.post(JUST_SENT, data=ANN).location == "/follow"
    assert said(session)[0].lane is Lane.DIALOGUE


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter your full name."),
        ({"address": " \n "}, "Enter your address"),
        ({"postcode": "<b>B9</b>"}, "Enter a full UK postcode"),
        ({"name": "Birmingham Council"}, "the council's own name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    session: Session, client: ReadingClient, code: str, wrong: dict[str, str], sentence: str
) -> None:
    refused = client.post(JUST_SENT, data={**ANN, **wrong})
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    kept = {"name": ANN["name"], "postcode": ANN["postcode"], **wrong}
    assert all(typed.strip() in text_of(refused) for typed in kept.values())
    assert said(session)[0].lane is Lane.DIALOGUE


def test_after_the_last_day_it_is_late_or_no_longer_taken(
    session: Session, client: ReadingClient, clock: StandingClock, code: str
) -> None:
    clock.forward(timedelta(days=15))
    refused = client.post(JUST_SENT, data=ANN)
    assert refused.status_code == 409
    assert "cannot become a formal one now" in text_of(refused)
    policy(session, Publishing.NEITHER, late_comments=True)
    assert "is marked late" in text_of(client.get(JUST_SENT))
    assert client.post(JUST_SENT, data=ANN).status_code == 303
    assert session.scalars(select(Representation.is_late)).one()
    assert "marked late" in text_of(client.get(f"{GIVE}/sent"))


def test_a_policy_that_changes_meanwhile_is_read_first(
    session: Session, client: ReadingClient, code: str
) -> None:
    policy(session, Publishing.NEITHER)
    promised = hidden(client.get(JUST_SENT), "promised")
    policy(session, Publishing.NAME_AND_ADDRESS)
    again = client.post(JUST_SENT, data={**ANN, "promised": promised})
    assert again.status_code == 409
    for shown in ("has changed what it publishes", "with your name and address", ANN["name"]):
        assert shown in text_of(again)
    assert "Ann Example" not in text_of(client.get(PAGE))
    now_told = hidden(again, "promised")
    assert client.post(JUST_SENT, data={**ANN, "promised": now_told}).status_code == 303
    assert "Ann Example" in text_of(client.get(PAGE))
