"""Moderators take words out, a second one looks, and no reader finds the words anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.rules.comments import Moderation
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.redactions import PERSONAL, SECRET, TEXT, shown
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

Browsers = Callable[..., ReadingClient]
PAGE = "/consultations/a-greener-high-street"


@pytest.fixture
def moderator(client_for: Browsers, consultation: UUID) -> ReadingClient:
    return client_for(Role.MODERATOR)


def take_out(
    browser: ReadingClient, ref: str, words: str = SECRET, reason: str = "name", **more: Any
) -> Any:
    form = {"words": [words, ""], "reason": [reason, ""], "note": "A neighbour's name.", **more}
    return browser.post(f"/desk/comments/{ref}/redaction", data={"seen": TEXT, **form})


def test_no_reader_finds_the_words_anywhere(
    session: Session,
    app: Flask,
    moderator: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    a_comment(session, actor, consultation, "Who?", reply_to_ref=said.ref)
    done = take_out(moderator, said.ref)
    assert "The words are taken out, everywhere." in text_of(moderator.get(done.location))
    client.post("/follow", data={"code": said.tracking_code})
    api = "/api/v1/consultations/a-greener-high-street/comments"
    public = (
        PAGE,
        f"{PAGE}?words=trees",
        f"{PAGE}/print",
        f"{PAGE}/feed.atom",
        "/feed.atom",
        f"/comments/{said.ref}",
        f"/comments/{said.ref}/versions",
        f"/comments/{said.ref}/reply",
        "/follow",
        api,
        f"/api/v1/comments/{said.ref}",
    )
    for address in public:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.get_data(as_text=True), address
    for address in (PAGE, f"/comments/{said.ref}", f"/api/v1/comments/{said.ref}"):
        assert PERSONAL in text_of(client.get(address)), address
    assert "No comment matches." in text_of(client.get(f"{PAGE}?words=zebedee"))
    for address in ("/desk/comments", f"/desk/comments/{said.ref}"):
        assert SECRET not in text_of(moderator.get(address))
    assert "A neighbour's name." in text_of(client.get("/follow"))


def test_the_second_person_looks_and_the_first_cannot(
    session: Session,
    moderator: ReadingClient,
    client_for: Browsers,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    address = f"/desk/comments/{said.ref}/redaction"
    take_out(moderator, said.ref, "has asthma", "health")
    assert "Plant more trees." not in text_of(client.get(f"/comments/{said.ref}"))
    page = text_of(moderator.get(address))
    assert "Somebody else has to look at it" in page
    refused = moderator.post(f"{address}/decide", data={"do": "confirm"})
    assert refused.status_code == 409
    assert "you marked some of these words" in text_of(refused)
    early = moderator.post(f"/desk/comments/{said.ref}/moderation", data={"after": "visible"})
    assert early.status_code == 409
    assert "second person" in text_of(early)
    other = client_for(Role.CONSULTATION_OFFICER)
    looked = other.post(f"{address}/original")
    assert "asthma" in text_of(looked)
    assert "has been recorded" in text_of(looked)
    assert other.post(f"{address}/decide", data={"do": "confirm"}).status_code == 303
    page = text_of(client.get(f"/comments/{said.ref}"))
    assert f"{PERSONAL}. Plant more trees." in page
    assert "asthma" not in page


def test_a_stale_text_is_shown_beside_the_new_one_and_nothing_typed_is_lost(
    session: Session, moderator: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    comment = session.get_one(Comment, said.comment_id)
    comment.text = "Quite another text."
    session.commit()
    late = take_out(moderator, said.ref)
    assert late.status_code == 409
    page = text_of(late)
    assert TEXT in page
    assert "Quite another text." in page
    assert f'value="{SECRET}"' in late.get_data(as_text=True)
    assert hidden(late, "seen") == "Quite another text."


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"words": "nobody"}, "These words are not in the text."),
        ({"reason": ""}, "Say for each why it is taken out."),
        ({"words": ""}, "Mark what is to be taken out"),
        ({"note": ""}, "Give a reason of at most 500 characters."),
        ({"found": "0:999999999:name"}, "Mark the words again."),
        ({"found": "0:9999:name"}, "These words are not in the text."),
        ({"found": "x"}, "Mark the words again."),
        ({"reason": "nonsense"}, "Say for each why it is taken out."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken_out(
    session: Session,
    moderator: ReadingClient,
    actor: Actor,
    consultation: UUID,
    more: dict[str, Any],
    said: str,
) -> None:
    posted = a_comment(session, actor, consultation, TEXT)
    answer = take_out(moderator, posted.ref, **more)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert shown(session, posted.comment_id) == TEXT


def test_what_was_found_can_be_ticked(
    session: Session, moderator: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    text = "🌳 Ring me on 07700 900123, please."
    said = a_comment(session, actor, consultation, text)
    page = moderator.get(f"/desk/comments/{said.ref}/redaction").get_data(as_text=True)
    start = text.index("07700")
    value = f"{start}:{start + 12}:contact"
    assert f'value="{value}"' in page
    data = {"seen": text, "found": value, "note": "A phone number."}
    assert moderator.post(f"/desk/comments/{said.ref}/redaction", data=data).status_code == 303
    assert shown(session, said.comment_id) == f"🌳 Ring me on {PERSONAL}, please."


def test_line_ends_of_a_browser_are_the_texts_own(
    session: Session, moderator: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, f"One.\n\n{TEXT}")
    data = {"words": SECRET, "reason": "name", "note": "x", "seen": f"One.\r\n\r\n{TEXT}"}
    assert moderator.post(f"/desk/comments/{said.ref}/redaction", data=data).status_code == 303


def test_who_may_not_moderate_takes_nothing_out_and_reads_no_original(
    session: Session,
    moderator: ReadingClient,
    client_for: Browsers,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    take_out(moderator, said.ref)
    planner = client_for(Role.PLANNER)
    address = f"/desk/comments/{said.ref}/redaction"
    for browser in (planner, client_for(Role.APPLICANT), client):
        assert browser.get(address).status_code in {302, 303, 401, 403}
        for post in ("", "/decide", "/original"):
            assert browser.post(address + post).status_code in {302, 303, 401, 403}


def test_another_councils_comment_is_not_there(
    session: Session, moderator: ReadingClient, consultation: UUID
) -> None:
    twin = an_actor(an_authority(session, "coventry").id)
    said = a_comment(session, twin, a_consultation(session, twin), TEXT)
    address = f"/desk/comments/{said.ref}/redaction"
    assert moderator.get(address).status_code == 404
    assert take_out(moderator, said.ref).status_code == 404
    assert moderator.post(f"{address}/original").status_code == 404
    assert moderator.post(f"{address}/decide", data={"do": "agree"}).status_code == 404
    assert shown(session, said.comment_id) == TEXT


def test_a_text_whose_words_are_gone_runs_nothing_and_links_nowhere(
    session: Session,
    moderator: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    text = f"{SECRET}(javascript:alert(1)) <script>alert(1)</script> {SECRET}: x"
    said = a_comment(session, actor, consultation, text)
    assert take_out(moderator, said.ref, seen=text).status_code == 303
    page = client.get(f"/comments/{said.ref}").get_data(as_text=True)
    assert PERSONAL in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_moderation_of_a_hidden_comment_leaves_it_hidden(
    session: Session, moderator: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    why = {"after": "hidden", "why": "Abuse."}
    moderator.post(f"/desk/comments/{said.ref}/moderation", data=why)
    take_out(moderator, said.ref)
    session.rollback()
    assert session.get_one(Comment, said.comment_id).moderation is Moderation.HIDDEN
