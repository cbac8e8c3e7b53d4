"""Who wrote a comment changes it or takes it back, from the page or with the code; nobody else."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.commands.edits import edit_comment
from consultation.commands.feedback import answer_comment
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER
from tests.consultation.web.giving import PAGE, give, said
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

pytestmark = pytest.mark.usefixtures("consultation")


@pytest.fixture
def stranger(app: Flask) -> ReadingClient:
    """The browser of somebody else."""
    return cast(ReadingClient, app.test_client())


def follows(client: ReadingClient, comment: UUID) -> None:
    """Let a browser be one that has given the code of a comment."""
    with client.session_transaction() as cookie:
        cookie["follows"] = comment.hex


@pytest.mark.parametrize("way", ["edit", "withdraw"])
def test_nobody_changes_what_somebody_else_said(
    session: Session, client: ReadingClient, stranger: ReadingClient, way: str
) -> None:
    give(client)
    (comment,) = said(session)
    address = f"/comments/{comment.ref}/{way}"
    asked = stranger.get(address)
    assert (asked.status_code, asked.location) == (303, "/follow?other=1")
    assert stranger.post(address, data={"text": "Mine now."}).status_code == 403
    assert [each.text for each in said(session)] == ["Plant lime trees."]


def test_who_sent_it_puts_it_right_from_its_page(session: Session, client: ReadingClient) -> None:
    give(client)
    (comment,) = said(session)
    address = f"/comments/{comment.ref}/edit"
    assert "Plant lime trees." in text_of(client.get(address))
    assert client.post(address, data={"text": "Plant **oaks**."}).status_code == 303
    page = client.get(f"/comments/{comment.ref}")
    assert "<strong>oaks</strong>" in page.get_data(as_text=True)
    assert "/versions" not in page.get_data(as_text=True)


def test_the_code_is_as_good_as_the_browser(
    session: Session, client: ReadingClient, stranger: ReadingClient
) -> None:
    give(client)
    (comment,) = said(session)
    follows(stranger, comment.id)
    sent = stranger.post(f"/comments/{comment.ref}/edit", data={"text": "Plant oaks."})
    assert sent.status_code == 303
    assert [each.text for each in said(session)] == ["Plant oaks."]


def test_an_answer_says_which_version_it_answered_and_lets_it_be_read(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    give(client)
    (comment,) = said(session)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, comment.id, text="We plant limes.", **OFFICER)
        edit_comment(unit, comment.id, "Plant oaks.")
    follows(client, comment.id)
    assert "This answered your first version." in text_of(client.get("/follow"))
    page = text_of(client.get(f"/comments/{comment.ref}"))
    assert "This answered the first version of the comment." in page
    assert "Plant lime trees." not in page
    assert "Plant lime trees." in text_of(client.get(f"/comments/{comment.ref}/versions"))


def test_words_that_cannot_be_taken_come_back_with_what_to_do(
    session: Session, client: ReadingClient
) -> None:
    give(client)
    (comment,) = said(session)
    refused = client.post(f"/comments/{comment.ref}/edit", data={"text": "🌳"})
    assert refused.status_code == 422
    assert "Write a few words." in text_of(refused)
    assert "🌳" in refused.get_data(as_text=True)


def test_taking_back_asks_first_and_then_leaves_nothing(
    session: Session, client: ReadingClient
) -> None:
    give(client, display_name="Kim of Alum Rock")
    (comment,) = said(session)
    address = f"/comments/{comment.ref}/withdraw"
    assert "This cannot be undone." in text_of(client.get(address))
    before = client.get(PAGE).headers["ETag"]
    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 303
    assert client.get(PAGE).headers["ETag"] != before
    api = f"/api/v1/comments/{comment.ref}"
    public = (PAGE, f"{PAGE}/map.json", f"{PAGE}/feed.atom", f"/comments/{comment.ref}", api)
    for place in (*public, f"{PAGE}?words=lime", "/follow", "/what-changed", "/"):
        shown = client.get(place).get_data(as_text=True)
        assert "Plant lime trees." not in shown, place
        assert "Kim of Alum Rock" not in shown, place
    assert "has taken it back" in text_of(client.get(f"/comments/{comment.ref}"))
    feature = cast(Any, client.get(api).json)["properties"]
    assert (feature["status"], feature["text"]) == ("withdrawn", "")


def test_there_are_no_versions_of_what_was_taken_back(
    session: Session, client: ReadingClient
) -> None:
    give(client)
    (comment,) = said(session)
    client.post(f"/comments/{comment.ref}/withdraw")
    assert client.get(f"/comments/{comment.ref}/versions").status_code == 404
    assert client.get(f"/comments/{comment.ref}/edit").status_code == 200
    sent = client.post(f"/comments/{comment.ref}/edit", data={"text": "Back again."})
    assert sent.status_code == 409
    assert "Back again." in sent.get_data(as_text=True)
