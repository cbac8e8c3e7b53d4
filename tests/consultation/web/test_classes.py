"""A class answers together: no names, one code for the pupils, one for the teacher."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.classes import follow_code, join_code
from consultation.commands.moderation import set_moderation
from consultation.models.classes import ClassSession
from consultation.rules.classes import LASTS, PUPIL, ClassOver, may_answer
from consultation.rules.comments import Channel, Moderation
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.clock import StandingClock
from tests.conftest import NOW
from tests.consultation.web.giving import said
from tests.consultation.web.reading import hidden
from tests.html import ReadingClient

START = "/consultations/a-greener-high-street/class"
Browsers = Callable[..., ReadingClient]
CODE = re.compile(r'class="app-code" dir="ltr">([^<]+)<')


@pytest.fixture
def codes(client: ReadingClient, consultation: UUID) -> list[str]:
    begun = client.post(START, data={"pupils": "2", "school": "Hill School"})
    assert (begun.status_code, begun.location) == (303, "/class/begun")
    return CODE.findall(client.get("/class/begun").text)


def write(client: ReadingClient, text: str) -> int:
    key = hidden(client.get("/class/answer"), "form_key")
    given = {"text": text, "form_key": key, "stance": "support"}
    look = client.post("/class/answer", data=given)
    assert look.status_code != 200 or PUPIL in look.text
    given["act"] = "send"
    first = client.post("/class/answer", data=given).status_code
    assert first != 303 or client.post("/class/answer", data=given).status_code in {303, 409}
    return first


def test_pupils_answer_without_a_name_and_the_teacher_sees_what_came_of_it(
    session: Session,
    actor: Actor,
    client: ReadingClient,
    codes: list[str],
    client_for: Browsers,
) -> None:
    join, follow = codes
    assert client.post("/class", data={"code": join.lower()}).location == "/class/answer"
    page = client.get("/class/answer").text
    assert 'name="display_name"' not in page
    assert "email" not in page.partition("<main")[2].partition("</main")[0]
    assert write(client, "A bigger playground.") == 303
    (comment,) = said(session)
    assert (comment.channel, comment.display_name) == (Channel.SESSION, PUPIL)
    assert comment.voice_id is None
    assert client.post("/class/follow", data={"code": follow}).location == "/class/comments"
    assert "A bigger playground." in client.get("/class/comments").text
    public = "/consultations/a-greener-high-street"
    assert comment.moderation is Moderation.HELD
    assert "A bigger playground." not in client.get(public).text
    with work(session, actor, NOW) as unit:
        set_moderation(unit, comment.id, Moderation.VISIBLE)
    assert PUPIL in client.get(public).text
    officer = client_for(Role.MODERATOR)
    assert "Hill School" in officer.get("/desk/classes").text
    room = session.scalars(select(ClassSession)).one()
    assert officer.post(f"/desk/classes/{room.id}/school").status_code == 303
    assert said(session)[0].display_name == f"{PUPIL} (Hill School)"


def test_a_class_takes_as_many_answers_as_it_has_pupils(
    session: Session, client: ReadingClient, codes: list[str]
) -> None:
    client.post("/class", data={"code": codes[0]})
    assert [write(client, text) for text in ("One.", "Two.")] == [303, 303]
    assert "All pupils of this class have answered" in client.get("/class/answer").text
    late = client.post("/class/answer", data={"text": "Three.", "form_key": "k", "act": "send"})
    assert late.status_code == 409
    assert "Three." in late.text
    assert len(said(session)) == 2


def test_a_class_is_over_after_a_week(
    session: Session, client: ReadingClient, codes: list[str], clock: StandingClock
) -> None:
    client.post("/class", data={"code": codes[0]})
    clock.forward(LASTS)
    late = client.post("/class/answer", data={"text": "Late.", "form_key": "k"})
    assert late.status_code == 409
    assert said(session) == []


@pytest.mark.parametrize(("way", "wrong"), [("/class", 1), ("/class/follow", 0)])
def test_each_code_opens_its_own_door_alone(
    client: ReadingClient, codes: list[str], way: str, wrong: int
) -> None:
    for code in (codes[wrong], "nonsense", ""):
        assert client.post(way, data={"code": code}).status_code == 422


@pytest.mark.parametrize("pupils", ["", "0", "61", "-3", "many", "9" * 30])
def test_a_class_has_from_one_to_sixty_pupils(
    session: Session, client: ReadingClient, consultation: UUID, pupils: str
) -> None:
    assert client.post(START, data={"pupils": pupils}).status_code == 422
    assert session.scalars(select(ClassSession)).all() == []


@pytest.mark.parametrize(
    ("waited", "answers", "over"),
    [
        (timedelta(0), 0, None),
        (timedelta(0), 2, ClassOver.FULL),
        (LASTS, 0, ClassOver.ENDED),
        (LASTS, 2, ClassOver.ENDED),
    ],
)
def test_a_class_has_an_end_and_a_size(
    waited: timedelta, answers: int, over: ClassOver | None
) -> None:
    assert may_answer(NOW + LASTS, 2, answers, NOW + waited).reason == over


def test_no_code_tells_of_another() -> None:
    room = UUID(int=7)
    assert join_code(b"s", room) not in follow_code(b"s", room)
