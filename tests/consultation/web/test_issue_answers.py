"""Planners answer an issue once and write down what came of it; each author reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.answers import AnswerTold, AnswerVersion
from consultation.models.comments import Comment
from consultation.models.issues import Issue, IssueOutcome
from consultation.rules.answers import AnswerState
from consultation.rules.comments import Speaker
from consultation.rules.dispositions import Disposition, Outcome, Proof
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.consultation.issues import (
    HERE,
    WHOLE,
    an_answer,
    an_issue,
    disposed,
    reported,
    sent,
)
from tests.consultation.make import a_comment
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from townhall.jobs import run_once

Browsers = Callable[..., ReadingClient]


def save(browser: ReadingClient, address: str, do: str = "send", **more: str) -> Any:
    """Fill in the form of an issue and press one of its buttons."""
    page = browser.get(address)
    seen = {name: hidden(page, name) for name in ("seen_answer", "seen_outcome")}
    return browser.post(address, data={**WHOLE, **seen, "do": do, **more})


@pytest.fixture
def planner(client_for: Browsers, consultation: UUID) -> ReadingClient:
    return client_for(Role.PLANNER)


def follow(client: ReadingClient, code: str) -> str:
    client.post("/follow", data={"code": code})
    return text_of(client.get("/follow"))


def test_an_answer_and_its_outcome_go_out_by_one_press(
    app: Flask,
    session: Session,
    planner: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    posted = a_comment(session, actor, consultation, "Too dark.")
    an_issue(session, actor, consultation, posted.comment_id)
    done = save(planner, f"{HERE}/1")
    assert done.status_code == 303
    assert "Sent. 1 author is told." in text_of(planner.get(done.location))
    page = text_of(client.get(f"/comments/{posted.ref}"))
    assert "The sun study covers December." in page
    assert "Source: Sun study, page 12" in page
    assert "three storeys" not in page
    mine = follow(client, posted.tracking_code)
    assert "You made 1 point." in mine
    assert "Changed the plan" not in mine
    reported(session, actor, consultation)
    run_once(app)
    mine = text_of(client.get("/follow"))
    for words in (
        "Changed the plan",
        "The corner is now three storeys.",
        "Revision C, drawing 214",
    ):
        assert words in mine
    assert "It has been dealt with." in mine


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"source": ""}, "source: the report is not out yet"),
        ({"proof": ""}, "Choose which it is"),
        ({"proof_words": ""}, "plan revision C, drawing 214"),
        ({"reason": ""}, "Say in one or two plain sentences why"),
        ({"disposition": "nonsense"}, "Choose one of these outcomes"),
        ({"text": "", "disposition": ""}, "Write the answer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent_or_lost(
    session: Session,
    planner: ReadingClient,
    actor: Actor,
    consultation: UUID,
    more: dict[str, str],
    field: str,
) -> None:
    an_issue(session, actor, consultation)
    answer = save(planner, f"{HERE}/1", **more)
    page = text_of(answer)
    assert answer.status_code == 422
    if "source" not in more:
        assert field in page
    else:
        assert "the report is not out yet" in page
    for name, value in {**WHOLE, **more}.items():
        if name in {"text", "source", "reason", "proof_words"} and value:
            assert value in page
    assert session.scalar(select(func.count(AnswerTold.comment_id))) == 0
    assert session.scalar(select(func.count(AnswerVersion.id))) == 0


def test_the_second_planner_sees_both_texts_and_loses_nothing(
    session: Session,
    planner: ReadingClient,
    client_for: Browsers,
    actor: Actor,
    consultation: UUID,
) -> None:
    an_issue(session, actor, consultation)
    other, address = client_for(Role.CONSULTATION_OFFICER), f"{HERE}/1"
    old = {name: hidden(other.get(address), name) for name in ("seen_answer", "seen_outcome")}
    save(planner, address, "save", text="First words.", disposition="")
    late = other.post(address, data={**WHOLE, **old, "text": "Second words.", "do": "save"})
    assert late.status_code == 409
    assert "First words." in text_of(late)
    assert "Second words." in text_of(late)
    assert session.scalars(select(AnswerVersion.text)).one() == "First words."
    again = {name: hidden(late, name) for name in old}
    data = {**WHOLE, **again, "text": "Both words.", "do": "save"}
    assert other.post(address, data=data).status_code == 303


def test_an_answer_is_sent_once_and_then_corrected(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    an_issue(session, actor, consultation)
    address = f"{HERE}/1"
    save(planner, address, disposition="")
    assert "A change here becomes a correction." in text_of(planner.get(address))
    again = save(planner, address, disposition="")
    assert again.status_code == 409
    assert "sent already" in text_of(again)
    fixed = save(planner, address, text="It covers March, too.", is_material="y")
    assert fixed.status_code == 303
    answers = select(Comment.text).where(Comment.speaker == Speaker.OFFICER)
    assert ["It covers March, too." in text for text in session.scalars(answers)] == [True]


def test_an_outcome_alone_is_written_where_the_answer_is_out(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    an_issue(session, actor, consultation)
    save(planner, f"{HERE}/1", disposition="")
    assert save(planner, f"{HERE}/1").status_code == 303
    assert session.scalars(select(Issue.status)).one() is IssueStatus.SETTLED
    assert session.scalar(select(func.count(AnswerVersion.id))) == 1


def test_where_a_second_look_is_wanted_the_writer_cannot_publish(
    session: Session,
    planner: ReadingClient,
    client_for: Browsers,
    actor: Actor,
    consultation: UUID,
) -> None:
    session.get_one(Authority, actor.authority_id).second_look = True
    session.commit()
    an_issue(session, actor, consultation)
    address = f"{HERE}/1"
    assert save(planner, address).status_code == 303
    assert session.scalars(select(AnswerVersion.state)).one() is AnswerState.WAITING
    assert "I have looked at it" not in text_of(planner.get(address))
    seen = {"seen_answer": hidden(planner.get(address), "seen_answer")}
    own = planner.post(address, data={"do": "approve", **seen})
    assert own.status_code == 409
    assert "you wrote some of these words" in text_of(own)
    second = client_for(Role.PLANNER)
    assert "I have looked at it" in text_of(second.get(address))
    stale = second.post(address, data={"do": "approve", "seen_answer": "0"})
    assert stale.status_code == 409
    assert second.post(address, data={"do": "approve", **seen}).status_code == 303
    assert session.scalar(select(func.count(AnswerTold.comment_id))) == 1


def test_a_closed_issue_is_opened_again_with_a_reason_that_authors_read(
    session: Session,
    planner: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    posted = a_comment(session, actor, consultation, "Too dark.")
    issue = an_issue(session, actor, consultation, posted.comment_id)
    reported(session, actor, consultation)
    disposed(session, actor, issue)
    refused = planner.post(f"{HERE}/1/reopen", data={"reason": ""})
    assert refused.status_code == 422
    assert "Say why the issue is opened again" in text_of(refused)
    planner.post(f"{HERE}/1/reopen", data={"reason": "A new drawing came."})
    mine = follow(client, posted.tracking_code)
    assert "Being looked into again" in mine
    assert "A new drawing came." in mine


def test_each_author_reads_the_fate_of_each_of_their_points_supporters_alike(
    app: Flask, session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "More homes, please.", stance=None)
    issue = an_issue(session, actor, consultation, posted.comment_id, title="Number of homes")
    sent(session, actor, an_answer(session, actor, issue, "There are 48 homes."))
    reported(session, actor, consultation)
    no = Outcome(
        Disposition.OUTWEIGHED, "The road cannot carry more.", Proof.REPORT_PARAGRAPH, "Part 6.9"
    )
    disposed(session, actor, issue, no)
    mine = follow(client, posted.tracking_code)
    for words in (
        "Not taken forward: other things mattered more",
        "Number of homes",
        "“More homes, please.” 1 person made this point.",
        "Why:</b> The road cannot carry more.",
        "There are 48 homes.",
        "Part 6.9",
        "Outcome published",
    ):
        assert words in mine, words


def test_a_planner_closes_forty_issues_with_at_most_three_presses_each(
    app: Flask, session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    """300 comments in 40 issues, through the forms alone: pages seen and buttons pressed."""
    for issue in range(40):
        for voice in range(8 if issue < 20 else 7):
            words = " ".join(f"thing{issue}of{word}" for word in range(12))
            a_comment(session, actor, consultation, words, voice=f"{issue} {voice}")
    run_once(app)
    pages = presses = 0
    page = planner.get(HERE)
    while 'name="suggested"' in page.get_data(as_text=True):
        data = {
            "suggested": hidden(page, "suggested"),
            "title": f"What {presses} says",
            "form_key": f"key {presses}",
        }
        made = planner.post(HERE, data=data)
        shown = planner.get(made.location)
        seen = {name: hidden(shown, name) for name in ("seen_answer", "seen_outcome")}
        done = planner.post(made.location, data={**WHOLE, **seen, "do": "send"})
        assert done.status_code == 303
        presses += 2
        page, pages = planner.get(HERE), pages + 2
    assert session.scalar(select(func.count(Issue.id))) == 40
    assert (pages, presses) == (80, 80)
    assert presses <= 3 * 40
    assert session.scalar(select(func.count(AnswerTold.comment_id))) == 300
    reported(session, actor, consultation)
    run_once(app)
    statuses = select(Comment.feedback_status).where(Comment.speaker == Speaker.PUBLIC)
    assert set(session.scalars(statuses)) == {FeedbackStatus.CLOSED}
    assert session.scalar(select(func.count(IssueOutcome.told_at))) == 40
