"""Residents answer the consultation's own questions: with a comment, or alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.commands.takes import set_takes
from consultation.models.takes import QuestionResponse
from consultation.queries.responses import responses_by_channel
from consultation.rules.comments import Channel
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.takes import Takes, form_owner
from foundation.base.actor import Actor
from foundation.base.errors import Conflict
from foundation.base.work import work
from questions.commands.forms import begin_version, freeze
from questions.commands.questions import add_question, change_question, retire_question
from questions.commands.sections import add_section
from questions.queries.answers import answer_sets
from questions.rules.forms import Condition, Question, Section
from questions.rules.kinds import Kind, Test
from questions.rules.values import Answers, Picks, Shares, Words
from tests.conftest import NOW, StandingClock
from tests.consultation.make import TO_OPEN, a_comment, a_consultation
from tests.consultation.web.giving import GIVE, PAGE, checked, said, written
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from tests.questions.forms import a_question

FIRST = a_question(kind=Kind.ONE, is_required=True, offers_other=True)
SECOND = a_question(kind=Kind.SHORT_TEXT, condition=Condition("q1", Test.IS, "c1"))
THIRD = a_question(kind=Kind.BUDGET)
FORM = (FIRST, SECOND, THIRD)
ASKED = f"{GIVE}/questions"
SHARED = {"q3-c1": "5000", "q3-c2": "10,000", "q3-c3": "5000"}


def an_asking_consultation(
    session: Session, actor: Actor, takes: Takes, *questions: Question, times: int = 1
) -> UUID:
    made = a_consultation(session, actor, ConsultationStatus.DRAFT)
    with work(session, actor, NOW) as unit:
        set_takes(unit, made, takes)
        section = "s1"
        if times > 1:
            section = add_section(unit, form_owner(made), Section("", "People", "Each.", times))
        for question in questions or FORM:
            add_question(unit, form_owner(made), section, question)
        for state in TO_OPEN:
            move_consultation(unit, made, state)
    return made


def given(session: Session, actor: Actor, consultation: UUID) -> list[Answers]:
    session.rollback()
    found = answer_sets(session, actor.authority_id, form_owner(consultation))
    return [each.answers for each in found]


def replied(client: ReadingClient, name: str, **fields: Any) -> Any:
    return client.post(f"{ASKED}/{name}", data=fields)


def test_questions_stand_between_photos_and_details_and_are_sent_with_the_comment(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.BOTH)
    first = written(client)
    assert (first.status_code, first.location) == (303, ASKED)
    assert client.get(ASKED).location == f"{ASKED}/q1"
    page = client.get(f"{ASKED}/q1")
    assert "Question 6 of 8" in text_of(page)
    assert "Something else" in page.text
    assert replied(client, "q1", q1="c1").location == f"{ASKED}/q2"
    assert "You can leave this out." in text_of(client.get(f"{ASKED}/q2"))
    assert replied(client, "q2").location == f"{ASKED}/q3"
    assert replied(client, "q3", **SHARED).location == f"{GIVE}/details"
    check = client.get(f"{GIVE}/check")
    assert "Your answers to our questions" in text_of(check)
    assert "£10,000" in text_of(check)
    assert client.post(f"{GIVE}/check", data=checked(check)).location == f"{GIVE}/sent"
    money = Shares((("c1", 500_000), ("c2", 1_000_000), ("c3", 500_000)))
    assert given(session, actor, made) == [{("q1", 0): Picks(("c1",)), ("q3", 0): money}]
    response = session.scalars(select(QuestionResponse)).one()
    assert response.comment_id == said(session)[0].id
    client.post(f"{GIVE}/check", data=checked(check))
    assert len(said(session)) == len(given(session, actor, made)) == 1


def test_a_wrong_answer_is_said_at_its_field_and_nothing_typed_is_lost(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    an_asking_consultation(session, actor, Takes.BOTH)
    client.post(GIVE)
    refused = replied(client, "q3", **{**SHARED, "q3-c2": "many"})
    assert refused.status_code == 422
    assert 'href="#q3-c2"' in refused.text
    assert 'value="many"' in refused.text
    assert refused.text.count("<title>Error:") == 1
    other = replied(client, "q1", q1="other")
    assert other.status_code == 422
    assert 'href="#q1-other"' in other.text


def test_a_hidden_answer_is_neither_asked_for_nor_sent(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    client.post(GIVE)
    replied(client, "q1", q1="c1")
    replied(client, "q2", q2="Because")
    replied(client, "q3")
    changed = client.post(f"{ASKED}/q1?change=1", data={"q1": "c2"})
    assert changed.location == f"{GIVE}/check"
    assert "Because" not in text_of(client.get(f"{GIVE}/check"))
    client.post(f"{GIVE}/check", data=sending(client))
    assert given(session, actor, made) == [{("q1", 0): Picks(("c2",))}]


def sending(client: ReadingClient) -> dict[str, str]:
    page = client.get(f"{GIVE}/check")
    return {name: hidden(page, name) for name in ("form_key", "revision")}


def test_questions_alone_need_no_comment(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    assert "Answer the questions" in text_of(client.get(PAGE))
    assert client.post(GIVE).location == ASKED
    assert client.get(f"{GIVE}/check").location == ASKED
    replied(client, "q1", q1="other", **{"q1-other": "A pond"})
    assert replied(client, "q3", **SHARED).location == f"{GIVE}/check"
    page = client.get(f"{GIVE}/check")
    assert "A pond" in text_of(page)
    assert "Name to show" not in text_of(page)
    form = {name: hidden(page, name) for name in ("form_key", "revision")}
    for _twice in range(2):
        sent = client.post(f"{GIVE}/check", data=form)
        assert sent.location == f"{GIVE}/answers-sent"
    ref = session.scalars(select(QuestionResponse.ref)).one()
    assert ref in text_of(client.get(f"{GIVE}/answers-sent"))
    assert len(given(session, actor, made)) == 1
    assert said(session) == []
    by = responses_by_channel(session, actor.authority_id, made)
    assert by == {Channel.WEB: 1}


def test_where_only_questions_are_asked_no_comment_comes_in_by_another_door(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    with pytest.raises(Conflict, match="no comments"):
        a_comment(session, actor, made)
    refused = client.post(
        "/api/v1/consultations/a-greener-high-street/comments", json={"text": "Trees"}
    )
    assert refused.status_code == 409


def test_what_was_checked_is_what_is_sent(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    client.post(GIVE)
    replied(client, "q1", q1="c2")
    replied(client, "q3")
    form = sending(client)
    replied(client, "q1", q1="c3")
    stale = client.post(f"{GIVE}/check", data=form)
    assert stale.status_code == 409
    assert "have changed" in text_of(stale)
    assert given(session, actor, made) == []


def test_a_question_that_changed_meanwhile_is_asked_again(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    client.post(GIVE)
    replied(client, "q1", q1="c2")
    replied(client, "q3")
    form = sending(client)
    with work(session, actor, NOW) as unit:
        begin_version(unit, form_owner(made))
        change_question(
            unit, form_owner(made), "q3", 0, a_question(kind=Kind.BUDGET, is_required=True)
        )
        freeze(unit, form_owner(made))
    again = client.post(f"{GIVE}/check", data=form)
    assert again.location == f"{GIVE}/check"
    assert client.get(f"{GIVE}/check").location == f"{ASKED}/q3"


def test_retired_questions_are_asked_no_more(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    made = an_asking_consultation(session, actor, Takes.BOTH, SECOND_ALONE)
    with work(session, actor, NOW) as unit:
        retire_question(unit, form_owner(made), "q1")
    check = written(client)
    assert check.status_code == 200
    assert client.get(f"{ASKED}/q1").location == ASKED
    assert replied(client, "q1", q1="x").status_code == 404


SECOND_ALONE = a_question(kind=Kind.SHORT_TEXT)


def test_people_are_added_one_after_another_and_taken_back(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    name = a_question(kind=Kind.SHORT_TEXT, is_required=True)
    age = a_question(kind=Kind.NUMBER)
    made = an_asking_consultation(session, actor, Takes.QUESTIONS, name, age, times=3)
    client.post(GIVE)
    assert "Each." in text_of(client.get(f"{ASKED}/q2"))
    more = replied(client, "q2", q2="Ann", q3="7", act="again")
    assert more.location == f"{ASKED}/q2x1"
    assert replied(client, "q2x1", q2x1="Bo").location == f"{GIVE}/check"
    assert "Remove this one" in text_of(client.get(f"{ASKED}/q2x1"))
    assert replied(client, "q2x2", q2x2="Cy").status_code == 303
    assert replied(client, "q2x3", q2x3="Di").status_code == 404
    client.post(f"{ASKED}/q2x1/remove")
    client.post(f"{GIVE}/check", data=sending(client))
    names = [value for (code, _), value in given(session, actor, made)[0].items() if code == "q2"]
    assert names == [Words("Ann"), Words("Cy")]


def test_nothing_is_answered_after_the_last_second(
    session: Session, client: ReadingClient, actor: Actor, clock: StandingClock
) -> None:
    made = an_asking_consultation(session, actor, Takes.QUESTIONS)
    client.post(GIVE)
    replied(client, "q1", q1="c2")
    replied(client, "q3")
    form = sending(client)
    clock.shows = NOW + timedelta(days=14)
    assert client.post(f"{GIVE}/check", data=form).status_code == 409
    assert replied(client, "q1", q1="c3").status_code == 409
    assert session.scalar(select(func.count()).select_from(QuestionResponse)) == 0
    assert given(session, actor, made) == []


def test_who_has_not_begun_is_led_to_the_start(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    an_asking_consultation(session, actor, Takes.QUESTIONS)
    for path in ("questions", "questions/q1", "answers-sent"):
        assert client.get(f"{GIVE}/{path}").location == GIVE
