"""What a consultation's page says of how its council answers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.jobs.loop import count_again
from consultation.rules.comments import Kind
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

HERE = "/consultations/a-greener-high-street"
MORE = f"{HERE}/how-we-answer"


def test_the_page_says_how_many_questions_are_answered_and_how_soon(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    early = NOW - timedelta(days=7)
    asked = [
        a_comment(
            session, actor, consultation, f"Why {each}?", kind=Kind.QUESTION, now=early
        ).comment_id
        for each in range(3)
    ]
    assert "questions answered" not in text_of(client.get(HERE))
    for comment in asked[:2]:
        with work(session, actor, NOW) as unit:
            answer_comment(unit, comment, text="Because.", **OFFICER)
    count_again(session, NOW)
    page = text_of(client.get(HERE))
    assert "2 of 3 questions answered, half within 5 working days." in page
    assert "What came of it is known for 0 of 3 comments." in page
    assert MORE in page


def test_it_says_more_on_a_page_of_its_own_with_few_statements(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(10):
        a_comment(session, actor, consultation, f"Trees {number}.", topics=("design",))
    count_again(session, NOW)
    with at_most(9):
        answer = client.get(MORE)
    page = text_of(answer)
    assert "Design, size or height" in page
    assert "Nobody has heard from us yet." in page
    assert "No ward has enough comments yet." in page
    assert "Set-Cookie" not in answer.headers
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(MORE, headers=tag).status_code == 304


def test_before_anything_is_said_or_counted_it_says_so(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    assert "nothing to count" in text_of(client.get(MORE))
    count_again(session, NOW)
    assert "nothing to count" in text_of(client.get(MORE))
    assert client.get("/consultations/no-such/how-we-answer").status_code == 404
