"""Officers and applicants answer, moderators show and hide; each only what they may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.applicants import give_to_applicant
from consultation.models.comments import Comment, OfficialReply
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.errors import Invalid
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient
from tests.make import an_authority

Browsers = Callable[..., ReadingClient]


def answer(browser: ReadingClient, ref: str, text: str = "We will plant ten.", **more: Any) -> Any:
    """Fill in the answer form and send it."""
    address = f"/desk/comments/{ref}"
    seen = hidden(browser.get(address), "seen")
    typed = {"text": text, "source": "Planting plan", "status": "answered", "seen": seen}
    return browser.post(address, data={"do": "send", **typed, **more})


def state(session: Session, comment_id: UUID) -> FeedbackStatus:
    session.rollback()
    return session.get_one(Comment, comment_id).feedback_status


def an_applicant(
    session: Session, client_for: Browsers, actor: Actor, *given: UUID
) -> ReadingClient:
    browser = client_for(Role.APPLICANT)
    email = session.scalars(select(Person.email)).one()
    for consultation in given:
        with work(session, actor, NOW) as unit:
            give_to_applicant(unit, consultation, email)
    return browser


def test_the_oldest_waiting_comment_comes_first(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    for number in range(3):
        a_comment(session, actor, consultation, f"Wish {number}.", now=NOW.replace(minute=number))
    page = text_of(client_for(Role.PLANNER).get("/desk/comments"))
    assert page.index("Wish 0.") < page.index("Wish 1.") < page.index("Wish 2.")


def test_the_desk_can_be_narrowed_to_one_consultation(
    session: Session, client_for: Browsers, actor: Actor
) -> None:
    one, other = a_consultation(session, actor), a_consultation(session, actor)
    a_comment(session, actor, one, "In the first.")
    a_comment(session, actor, other, "In the second.")
    page = text_of(
        client_for(Role.PLANNER).get("/desk/comments?consultation=a-greener-high-street-2")
    )
    assert "In the second." in page
    assert "In the first." not in page
    assert client_for(Role.PLANNER).get("/desk/comments?consultation=none").status_code == 404


def test_a_planners_answer_is_public_signed_by_role_and_moves_the_comment(
    session: Session, client: ReadingClient, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    planner = client_for(Role.PLANNER)
    sent = answer(planner, posted.ref, team="Planning team")
    assert sent.status_code == 303
    assert "Your answer is published." in text_of(planner.get(sent.location))
    page = text_of(client.get(f"/comments/{posted.ref}"))
    assert "We will plant ten." in page
    assert "Planner, Planning team" in page
    assert state(session, posted.comment_id) is FeedbackStatus.ANSWERED
    assert "We will plant ten." in text_of(client.get("/what-changed"))


@pytest.mark.parametrize(("ticked", "shown"), [({"show_name": "y"}, "Ana Lytt"), ({}, None)])
def test_a_personal_name_is_shown_only_by_choice(
    session: Session,
    client_for: Browsers,
    actor: Actor,
    ticked: dict[str, str],
    shown: str | None,
) -> None:
    posted = a_comment(session, actor, a_consultation(session, actor))
    planner = client_for(Role.PLANNER)
    session.scalars(select(Person)).one().name = "Ana Lytt"
    session.commit()
    answer(planner, posted.ref, **ticked)
    assert session.scalars(select(OfficialReply.shown_name)).one() == shown


@pytest.mark.parametrize(
    ("text", "status", "after"),
    [
        ("Yes.", "answered", FeedbackStatus.ANSWERED),
        ("Yes.", "closed", FeedbackStatus.CLOSED),
        ("", "being_considered", FeedbackStatus.BEING_CONSIDERED),
    ],
)
def test_an_answer_takes_the_comment_where_it_says(
    session: Session,
    client_for: Browsers,
    actor: Actor,
    text: str,
    status: str,
    after: FeedbackStatus,
) -> None:
    posted = a_comment(session, actor, a_consultation(session, actor))
    note = "Ten oaks." if text else ""
    sent = answer(client_for(Role.PLANNER), posted.ref, text, status=status, note=note)
    assert sent.status_code == 303
    assert state(session, posted.comment_id) is after


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"text": "Yes.", "status": "being_considered"}, 422),
        ({"text": "", "status": "answered"}, 422),
        ({"text": "Yes.", "status": "withdrawn"}, 422),
        ({"text": "", "status": "closed"}, 409),
        ({"text": "x" * 10_001}, 422),
    ],
)
def test_an_answer_that_does_not_fit_is_sent_back_with_its_words(
    session: Session, client_for: Browsers, actor: Actor, data: dict[str, str], code: int
) -> None:
    posted = a_comment(session, actor, a_consultation(session, actor))
    sent = answer(client_for(Role.PLANNER), posted.ref, **data)
    assert sent.status_code == code
    assert data["text"] in text_of(sent)
    assert state(session, posted.comment_id) is FeedbackStatus.RECEIVED


def test_who_was_slower_sees_both_texts_and_can_send_again(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    one, two = client_for(Role.PLANNER), client_for(Role.CONSULTATION_OFFICER)
    before = hidden(two.get(f"/desk/comments/{posted.ref}"), "seen")
    answer(one, posted.ref, "First.")
    late = answer(two, posted.ref, "Second.", seen=before)
    assert late.status_code == 409
    assert "First." in text_of(late)
    assert "Second." in text_of(late)
    seen = {name: hidden(late, name) for name in ("seen", "seen_answer")}
    again = {"text": "Second.", "source": "Plan", "status": "answered", "do": "send", **seen}
    assert two.post(f"/desk/comments/{posted.ref}", data=again).status_code == 303


def test_an_applicant_answers_only_where_they_are_the_applicant(
    session: Session, client: ReadingClient, client_for: Browsers, actor: Actor
) -> None:
    mine, other = a_consultation(session, actor), a_consultation(session, actor)
    asked = a_comment(session, actor, mine, "To the applicant.")
    not_asked = a_comment(session, actor, other, "To somebody else.")
    browser = an_applicant(session, client_for, actor, mine)
    desk = text_of(browser.get("/desk/comments"))
    assert "To the applicant." in desk
    assert "To somebody else." not in desk
    assert answer(browser, asked.ref).status_code == 303
    assert browser.get(f"/desk/comments/{not_asked.ref}").status_code == 404
    data = {"text": "Hello", "status": "answered"}
    assert browser.post(f"/desk/comments/{not_asked.ref}", data=data).status_code == 404
    reply = session.scalars(select(Comment).where(Comment.parent_id.is_not(None))).one()
    assert reply.speaker is Speaker.APPLICANT
    assert state(session, asked.comment_id) is FeedbackStatus.RECEIVED
    assert "Answer from the applicant" in text_of(client.get(f"/comments/{asked.ref}"))


def test_an_applicant_can_neither_moderate_nor_set_up_nor_see_what_is_held(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    session.get_one(Comment, posted.comment_id).moderation = Moderation.HELD
    session.commit()
    browser = an_applicant(session, client_for, actor, consultation)
    address = f"/desk/comments/{posted.ref}"
    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}/moderation", data={"after": "visible"}).status_code == 403
    assert "More trees" not in text_of(browser.get("/desk/comments?show=held"))


def test_only_an_applicants_account_can_be_given_a_consultation(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        give_to_applicant(unit, consultation, "nobody@example.org")


@pytest.mark.parametrize("after", ["hidden", "held"])
def test_a_moderator_hides_and_shows_again(
    session: Session, client: ReadingClient, client_for: Browsers, actor: Actor, after: str
) -> None:
    consultation = a_consultation(session, actor)
    posted = a_comment(session, actor, consultation, "Something rude.")
    address = f"/desk/comments/{posted.ref}"
    moderator = client_for(Role.MODERATOR)
    decided = {"after": after, "why": "It is unkind."}
    assert moderator.post(f"{address}/moderation", data=decided).status_code == 303
    assert "rude" not in text_of(client.get(f"/comments/{posted.ref}"))
    assert "Something rude." in text_of(moderator.get(address))
    assert "Something rude." in text_of(moderator.get(f"/desk/comments?show={after}"))
    moderator.post(f"{address}/moderation", data={"after": "visible"})
    assert "rude" in text_of(client.get(f"/comments/{posted.ref}"))
    assert moderator.post(f"{address}/moderation", data={"after": "gone"}).status_code == 400
    assert moderator.post(address, data={"text": "Hello"}).status_code == 403


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.COUNCILLOR, Role.AUDITOR])
def test_who_has_no_desk_is_told_so(client_for: Browsers, consultation: UUID, role: Role) -> None:
    assert client_for(role).get("/desk/comments").status_code == 403


def test_the_desk_of_another_council_shows_nothing_of_ours(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    theirs = client_for(Role.PLANNER, authority=an_authority(session, "leeds"))
    assert "More trees" not in text_of(theirs.get("/desk/comments"))
    assert theirs.get(f"/desk/comments/{posted.ref}").status_code == 404
    data = {"text": "Hello", "status": "answered"}
    assert theirs.post(f"/desk/comments/{posted.ref}", data=data).status_code == 404
