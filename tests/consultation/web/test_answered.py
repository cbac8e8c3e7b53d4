"""An earlier answer is enough, or somebody asks anyway: what is sent, and what the planner sees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.rules.comments import Kind, Moderation
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, a_comment
from tests.consultation.web.giving import GIVE, answer, said
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient

ASKED = "How many parking spaces will there be?"
MINE = "I wonder. How many parking spaces?"


@pytest.fixture
def ref(session: Session, actor: Actor, consultation: UUID) -> str:
    """The reference of a question that has an answer."""
    posted = a_comment(session, actor, consultation, ASKED, kind=Kind.QUESTION)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="**Twelve**, two of them wide.", **OFFICER)
    return posted.ref


def write(client: ReadingClient, **more: str) -> Any:
    client.post(GIVE)
    for step in ("view", "about", "topics"):
        answer(client, step)
    return answer(client, "comment", text=MINE, **more)


def send(client: ReadingClient) -> None:
    for step in ("photos", "details"):
        answer(client, step)
    check = client.get(f"{GIVE}/check")
    fields = {name: hidden(check, name) for name in ("form_key", "revision")}
    for _ in range(2):
        assert client.post(f"{GIVE}/check", data=fields).location == f"{GIVE}/sent"


def desk_page(client_for: Any, ref: str) -> str:
    return text_of(client_for(Role.PLANNER).get(f"/desk/comments/{ref}"))


def test_an_answer_that_is_enough_is_shown_and_nothing_is_sent(
    session: Session, client: ReadingClient, ref: str
) -> None:
    led = write(client, enough=ref)
    assert (led.status_code, led.location) == (303, f"{GIVE}/answered")
    page = text_of(client.get(led.location))
    for shown in ("Your question was not sent", ASKED, "Twelve, two of them wide.", MINE):
        assert shown in page
    assert f'href="/comments/{ref}"' in page
    assert f'href="/comments/{ref}/follow"' in page
    assert MINE not in {each.text for each in said(session)}


def test_help_on_a_page_of_its_own_leads_to_the_answer_too(client: ReadingClient, ref: str) -> None:
    assert write(client, coached="").location == f"{GIVE}/help"
    assert client.post(f"{GIVE}/help", data={"enough": ref}).location == f"{GIVE}/answered"


def test_who_asks_anyway_has_been_shown_the_answer_and_the_planner_sees_it(
    session: Session, client: ReadingClient, client_for: Any, ref: str
) -> None:
    write(client, enough=ref)
    assert client.post(f"{GIVE}/answered", data={"act": "ask"}).location == f"{GIVE}/photos"
    send(client)
    mine = next(each for each in said(session) if each.text == MINE)
    page = desk_page(client_for, mine.ref)
    assert f"{ASKED}</a> ({ref}) – was shown its answer, asked anyway" in page
    assert "What was shown before" not in desk_page(client_for, ref)


@pytest.mark.parametrize("pressed", [{}, {"ask": "REF"}])
def test_who_goes_on_without_a_word_was_shown_it_as_well(
    session: Session, client: ReadingClient, client_for: Any, ref: str, pressed: dict[str, str]
) -> None:
    on = write(client, **dict.fromkeys(pressed, ref))
    assert on.location == f"{GIVE}/photos"
    send(client)
    mine = next(each for each in said(session) if each.text == MINE)
    assert "was shown its answer, asked anyway" in desk_page(client_for, mine.ref)


def test_who_has_more_to_say_keeps_the_answer_as_enough_for_a_part(
    session: Session, client: ReadingClient, client_for: Any, ref: str
) -> None:
    write(client, enough=ref)
    assert client.post(f"{GIVE}/answered", data={"act": "more"}).location == f"{GIVE}/photos"
    send(client)
    mine = next(each for each in said(session) if each.text == MINE)
    assert "its answer is enough for a part of this" in desk_page(client_for, mine.ref)


def test_what_was_written_can_be_deleted_and_the_answer_is_read(
    session: Session, client: ReadingClient, ref: str
) -> None:
    write(client, enough=ref)
    assert client.post(f"{GIVE}/answered", data={"act": "forget"}).location == f"/comments/{ref}"
    assert client.get(f"{GIVE}/answered").location == f"{GIVE}/comment"
    assert MINE not in text_of(client.get(f"{GIVE}/comment", follow_redirects=True))


@pytest.mark.parametrize("enough", ["nothing", "<script>", ""])
def test_what_was_never_offered_is_not_enough(client: ReadingClient, ref: str, enough: str) -> None:
    assert write(client, enough=enough).location == f"{GIVE}/photos"
    assert client.get(f"{GIVE}/answered").status_code == 303
    assert client.post(f"{GIVE}/answered", data={"act": enough}).status_code == 400


def test_an_answer_that_nobody_may_read_any_more_leads_back_to_the_words(
    session: Session, actor: Actor, client: ReadingClient, ref: str
) -> None:
    write(client, enough=ref)
    hidden_one = next(each for each in said(session) if each.ref == ref)
    with work(session, actor, NOW) as unit:
        set_moderation(unit, hidden_one.id, Moderation.HIDDEN)
    gone = client.get(f"{GIVE}/answered")
    assert (gone.status_code, gone.location) == (303, f"{GIVE}/comment")
