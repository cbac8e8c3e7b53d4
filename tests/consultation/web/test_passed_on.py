"""A councillor passes a question on, and follows what the desk says to it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.passed_on import PassedOn
from consultation.rules.comments import Channel, Kind
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import code_on, hidden, text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

HERE = "/desk/questions"
ASKED = {"slug": "a-greener-high-street", "text": "When do the limes come?", "channel": "phone"}


@pytest.fixture
def councillor(client_for: Callable[..., ReadingClient], consultation: UUID) -> ReadingClient:
    return client_for(Role.COUNCILLOR)


def test_a_question_reaches_the_desk_and_its_code_the_resident(
    session: Session,
    councillor: ReadingClient,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
) -> None:
    key = hidden(councillor.get(HERE), "form_key")
    for _ in range(2):
        assert councillor.post(HERE, data={**ASKED, "form_key": key}).status_code == 303
    comment = session.scalars(select(Comment)).one()
    assert (comment.kind, comment.channel) == (Kind.QUESTION, Channel.PHONE)
    assert session.scalar(select(func.count()).select_from(PassedOn)) == 1
    kinds = session.scalars(select(LoggedEvent.kind)).all()
    assert kinds.count("consultation.question.passed_on") == 1
    page = councillor.get(HERE)
    assert comment.ref in text_of(page)
    client.post("/follow", data={"code": code_on(page)})
    assert "When do the limes come?" in text_of(client.get("/follow"))
    assert comment.text in text_of(client_for(Role.PLANNER).get("/desk/comments"))


def test_the_same_form_about_something_else_is_another_question(
    session: Session, councillor: ReadingClient, actor: Actor
) -> None:
    a_consultation(session, actor, title="Another street")
    key = hidden(councillor.get(HERE), "form_key")
    for slug in (ASKED["slug"], "another-street"):
        sent = {**ASKED, "slug": slug, "form_key": key}
        assert councillor.post(HERE, data=sent).status_code == 303
    assert len(set(session.scalars(select(Comment.consultation_id)))) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"slug": ""}, "Choose what the question is about."),
        ({"channel": ""}, "Choose how the question reached you."),
        ({"channel": "web"}, "Choose how the question reached you."),
        ({"channel": "nonsense"}, "Choose how the question reached you."),
        ({"text": " "}, "There is a problem"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    session: Session, councillor: ReadingClient, more: dict[str, str], said: str
) -> None:
    answer = councillor.post(HERE, data={**ASKED, **more})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "text" in more or ASKED["text"] in text_of(answer)
    assert session.scalar(select(func.count(Comment.id))) == 0


def test_only_councillors_pass_on_and_each_sees_their_own(
    session: Session,
    councillor: ReadingClient,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
) -> None:
    a_comment(session, actor, consultation, "Somebody else's words.")
    assert "Somebody else's words." not in text_of(councillor.get(HERE))
    assert client_for(Role.PLANNER).get(HERE).status_code == 403


def test_another_councils_consultation_is_not_there(
    session: Session, councillor: ReadingClient
) -> None:
    twin = an_actor(an_authority(session, "coventry").id)
    a_consultation(session, twin, title="Another street")
    assert councillor.post(HERE, data={**ASKED, "slug": "another-street"}).status_code == 404
