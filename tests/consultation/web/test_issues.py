"""Planners gather what says the same, move it, and take it apart again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from shapely.geometry import Point as Spot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.edits import edit_comment
from consultation.models.issues import Issue
from consultation.models.points import Point
from consultation.rules.comments import Place, PlaceWay
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from geo.rules.shapes import Shape
from tests.conftest import NOW, at_most
from tests.consultation.issues import (
    HERE,
    WHOLE,
    an_issue,
    comments_of,
    points_in,
    standing_of,
)
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from tests.make import an_authority
from townhall.jobs import run_once

Browsers = Callable[..., ReadingClient]


@pytest.fixture
def planner(client_for: Browsers, consultation: UUID) -> ReadingClient:
    return client_for(Role.PLANNER)


def test_what_says_the_same_becomes_an_issue_by_one_press(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    one, two, _ = comments_of(session, actor, consultation, "A shady one.", "Shade!", "Noise.")
    page = planner.get(HERE)
    assert "3 things said are in no issue" in text_of(page)
    data = {
        "chosen": [f"c:{one}", f"c:{two}"],
        "title": "Shade",
        "topic": "light",
        "form_key": hidden(page, "form_key"),
    }
    for _ in range(2):
        made = planner.post(HERE, data=data)
        assert made.location == f"{HERE}/1"
    shown = text_of(planner.get(made.location))
    assert "The 2 points" in shown
    assert "One answer for all 2 people" in shown
    left = text_of(planner.get(HERE))
    assert "1 thing said is in no issue" in left
    assert session.scalar(select(func.count(Issue.id))) == 1


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        ({"title": "Shade"}, 422, "Choose what belongs together"),
        ({"title": " ", "chosen": "one"}, 422, "Give the issue a title"),
        ({"title": "Shade", "chosen": "c:nonsense"}, 404, "There is no such comment"),
        ({"into": "99", "chosen": "one"}, 404, "There is no such issue"),
    ],
)
def test_what_cannot_be_gathered_is_said_at_the_form(
    session: Session,
    planner: ReadingClient,
    actor: Actor,
    consultation: UUID,
    data: dict[str, str],
    *,
    code: int,
    said: str,
) -> None:
    (one,) = comments_of(session, actor, consultation, "Shade!")
    sent_data = {**data, "chosen": f"c:{one}"} if data.get("chosen") == "one" else data
    answer = planner.post(HERE, data=sent_data)
    assert answer.status_code == code
    assert said in text_of(answer)
    assert session.scalar(select(func.count(Point.id))) == 0


def test_letters_that_many_send_are_shown_as_one_group_with_both_counts(
    app: Flask, session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    letter = (
        "We object to the four storey corner block because it puts our gardens in shade from two "
        "in the afternoon all winter. Please ask the builder to lower it to three storeys."
    )
    for number in range(4):
        text = letter if number else f"{letter} I have lived here for years."
        a_comment(session, actor, consultation, text, voice=f"voice {number}")
    run_once(app)
    page = planner.get(HERE)
    assert "4 people sent nearly the same: 2 different texts." in text_of(page)
    suggested = hidden(page, "suggested")
    planner.post(HERE, data={"suggested": suggested, "title": "Shade", "form_key": "k"})
    shown = text_of(planner.get(f"{HERE}/1"))
    assert "4 people" in shown
    assert "2 texts" in shown
    assert "Nobody’s words weigh less for it." in shown
    late = a_comment(session, actor, consultation, letter, voice="late")
    run_once(app)
    session.rollback()
    campaign = suggested.partition(":")[2]
    planner.post(f"{HERE}/1/join", data={"campaign": campaign})
    assert standing_of(session, late.comment_id) is FeedbackStatus.BEING_CONSIDERED


def test_one_topic_at_one_place_is_suggested_together(
    app: Flask, session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number, text in enumerate(("It floods here.", "Rain stands in the dip all winter.")):
        spot = Place(PlaceWay.MAP, shape=Shape(Spot(-1.85, 52.47)))
        more: dict[str, Any] = {"place": spot, "topics": ("access",), "voice": str(number)}
        a_comment(session, actor, consultation, text, **more)
    run_once(app)
    page = planner.get(HERE)
    assert "2 comments on one topic at one place" in text_of(page)
    data = {"suggested": hidden(page, "suggested"), "title": "Floods", "topic": "access"}
    planner.post(HERE, data=data)
    assert session.scalars(select(Issue.topic)).one() == "access"


def test_points_are_moved_split_off_and_taken_out_and_that_is_undone(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(
        session, actor, consultation, *comments_of(session, actor, consultation, *"ABCD")
    )
    other = an_issue(session, actor, consultation, title="Noise")
    one, two, three, _four = points_in(session, issue)
    move = f"{HERE}/1/points"
    for data in (
        {"do": "move", "into": "2", "chosen": f"p:{one}"},
        {"do": "split", "title": "Winter sun", "chosen": f"p:{two}", "form_key": "k"},
        {"do": "out", "chosen": f"p:{three}"},
    ):
        assert planner.post(move, data=data).status_code == 303
    assert len(points_in(session, issue)) == 1
    assert len(points_in(session, other)) == 2
    page = text_of(planner.get(f"{HERE}/1"))
    assert "Some points became issue 3." in page
    last = {"do": "out", "chosen": f"p:{points_in(session, issue)[0]}", "title": "Kept words"}
    refused = planner.post(move, data=last)
    assert refused.status_code == 409
    assert "Leave at least one point" in text_of(refused)
    assert "Kept words" in text_of(refused)
    for step in re.findall(r'name="step" value="([^"]+)"', page)[::-1]:
        assert planner.post(f"{HERE}/1/undo", data={"step": step}).status_code == 303
    assert len(points_in(session, issue)) == 3


def test_issues_are_joined_or_kept_apart_as_a_person_says(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for title in ("Shade", "Winter sun", "Height"):
        an_issue(session, actor, consultation, title=title, topic="light")
    page = text_of(planner.get(f"{HERE}/1"))
    assert "These may be the same issue" in page
    planner.post(f"{HERE}/1/join", data={"other": "2", "do": "apart"})
    planner.post(f"{HERE}/1/join", data={"other": "3", "do": "join"})
    page = text_of(planner.get(f"{HERE}/1"))
    assert "These may be the same issue" not in page
    assert "Issue 3 joined to this one." in page
    assert "Go to issue 1" in text_of(planner.get(f"{HERE}/3"))


def test_a_comment_is_split_by_ticking_its_sentences(
    session: Session,
    planner: ReadingClient,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
) -> None:
    posted = a_comment(session, actor, consultation, "Too tall. Too dark. Too loud.")
    address = f"/desk/comments/{posted.ref}/points"
    assert text_of(planner.get(address)).count('name="span"') == 3
    assert planner.post(address, data={}).status_code == 422
    assert planner.post(address, data={"span": ["0-999"]}).status_code == 422
    done = planner.post(address, data={"span": ["0-9", "10-19"]})
    assert done.location == HERE
    assert session.scalars(select(Point.quote).order_by(Point.start)).all() == [
        "Too tall.",
        "Too dark.",
    ]
    client.post("/follow", data={"code": posted.tracking_code})
    assert "You made 2 points." in text_of(client.get("/follow"))


def test_a_split_of_words_that_were_changed_meanwhile_is_refused_and_shows_both(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Too tall.\nToo dark.")
    address = f"/desk/comments/{posted.ref}/points"
    seen = hidden(planner.get(address), "seen").replace("\n", "\r\n")
    with work(session, actor, NOW) as unit:
        edit_comment(unit, posted.comment_id, "Not too tall.\nToo loud.")
    refused = planner.post(address, data={"span": ["0-9"], "seen": seen})
    assert refused.status_code == 409
    page = text_of(refused)
    assert "Its author has changed the words meanwhile." in page
    assert '<li class="app-words" dir="auto">Too tall.</li>' in page
    assert "Not too tall." in page
    assert "checked" not in page.partition("<main")[2]
    assert session.scalars(select(Point)).all() == []
    now_seen = hidden(refused, "seen").replace("\n", "\r\n")
    assert planner.post(address, data={"span": ["0-13"], "seen": now_seen}).status_code == 303
    assert session.scalars(select(Point.quote)).all() == ["Not too tall."]


def test_the_issues_pages_ask_little_however_much_there_is(
    session: Session, planner: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(5):
        texts = comments_of(
            session, actor, consultation, *(f"{number} {each}" for each in "ABCDEF")
        )
        an_issue(session, actor, consultation, *texts, title=f"Issue {number}", topic="light")
    with at_most(14):
        planner.get(HERE)
    with at_most(18):
        planner.get(f"{HERE}/1")


def test_another_councils_issues_are_not_there(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    (point,) = points_in(session, issue)
    posted = a_comment(session, actor, consultation)
    leeds = an_authority(session, "leeds")
    stranger = client_for(Role.PLANNER, authority=leeds)
    ours = a_consultation(session, Actor(leeds.id), title="Theirs")
    an_issue(session, Actor(leeds.id), ours)
    assert stranger.get(HERE).status_code == 404
    assert stranger.get(f"{HERE}/1").status_code == 404
    assert save_blind(stranger, f"{HERE}/1").status_code == 404
    assert stranger.get(f"/desk/comments/{posted.ref}/points").status_code == 404
    theirs = "/desk/theirs/issues"
    moved = stranger.post(theirs, data={"title": "Mine", "chosen": f"p:{point}"})
    assert moved.status_code == 404
    assert points_in(session, issue) == [point]


def save_blind(browser: ReadingClient, address: str) -> Any:
    return browser.post(address, data={**WHOLE, "do": "send"})


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.MODERATOR, Role.RESIDENT])
def test_only_planners_and_consultation_officers_work_on_issues(
    client_for: Browsers, consultation: UUID, role: Role
) -> None:
    assert client_for(role).get(HERE).status_code == 403
