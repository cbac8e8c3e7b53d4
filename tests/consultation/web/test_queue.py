"""The queue at the desk: who sees what of it, what can be done with many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment
from consultation.rules.comments import Kind, Moderation, Stance
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_issue
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import hidden, text_of, words_of
from tests.html import ReadingClient
from tests.make import an_authority

Browsers = Callable[..., ReadingClient]
QUEUE = "/desk/comments"
SENT = {"text": "Yes.", "source": "Case file", "do": "send"}


def states(session: Session) -> dict[str, FeedbackStatus]:
    session.rollback()
    asked = select(Comment.text, Comment.feedback_status)
    return {row.text: row.feedback_status for row in session.execute(asked)}


def promised(session: Session, text: str, at: datetime) -> None:
    """Let an answer to what was said be due on the day of an instant."""
    session.execute(update(Comment).where(Comment.text == text).values(due_on=london_day(at)))
    session.commit()


def test_the_first_reply_due_comes_first_and_says_how_soon(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, "Trees, please.")
    a_comment(session, actor, consultation, "When?", kind=Kind.QUESTION)
    planner = client_for(Role.PLANNER)
    page = words_of(planner.get(QUEUE))
    assert page.index("When?") < page.index("Trees, please.")
    assert "4 Dec" in page
    for days, said in ((1, "Tomorrow"), (0, "Today"), (-3, "3 days late")):
        promised(session, "When?", NOW + timedelta(days=days))
        assert said in words_of(planner.get(QUEUE))


def test_tiles_lead_to_what_they_count(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    late = a_comment(session, actor, consultation, "Late.", kind=Kind.QUESTION)
    a_comment(session, actor, consultation, "In time.")
    held = a_comment(session, actor, consultation, "Held.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, held.comment_id, Moderation.HELD)
    promised(session, "Late.", NOW - timedelta(days=1))
    officer = client_for(Role.CONSULTATION_OFFICER)
    page = words_of(officer.get(QUEUE))
    for said in ("Reply overdue 1", "New, not read 2", "Held for checks 1", "Outcome sent 0"):
        assert said in page
    overdue = words_of(officer.get(f"{QUEUE}?show=overdue"))
    assert late.ref in overdue
    assert "In time." not in overdue
    assert "Held." in words_of(officer.get(f"{QUEUE}?show=held"))
    assert "Held" not in words_of(client_for(Role.PLANNER).get(f"{QUEUE}?show=held"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=question", "A question"),
        ("stance=object", "An objection"),
        ("topic=noise", "A noise"),
        ("words=objection", "An objection"),
        ("lane=dialogue", "A question"),
    ],
)
def test_filters_narrow_the_queue_and_stay_on(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID, asked: str, found: str
) -> None:
    a_comment(session, actor, consultation, "A question", kind=Kind.QUESTION)
    a_comment(session, actor, consultation, "An objection", stance=Stance.OBJECT)
    a_comment(session, actor, consultation, "A noise", topics=("noise",))
    page = client_for(Role.PLANNER).get(f"{QUEUE}?{asked}")
    assert found in words_of(page)
    assert asked in page.text
    if "lane" not in asked:
        assert "1 comment ," in words_of(page)


@pytest.mark.parametrize("asked", ["kind=shout", "show=everything", "words=" + "x" * 101, "part=x"])
def test_what_the_filters_never_offer_is_refused(
    client_for: Browsers, consultation: UUID, asked: str
) -> None:
    assert client_for(Role.PLANNER).get(f"{QUEUE}?{asked}").status_code == 400


def test_a_comment_opens_beside_the_queue_and_is_answered_there(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "A bench?", kind=Kind.QUESTION)
    planner = client_for(Role.PLANNER)
    page = planner.get(f"{QUEUE}?kind=question&c={posted.ref}")
    assert "Public reply" in text_of(page)
    data = {**SENT, "status": "answered", "queue": hidden(page, "queue")}
    data["seen"] = hidden(page, "seen")
    sent = planner.post(f"{QUEUE}/{posted.ref}", data=data)
    assert (sent.status_code, sent.location) == (303, f"{QUEUE}?kind=question")
    assert states(session)["A bench?"] is FeedbackStatus.ANSWERED


@pytest.mark.parametrize("queue", ["//evil.example", "next=https://evil.example", "x" * 5000])
def test_a_forged_way_back_leads_to_the_queue(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID, queue: str
) -> None:
    posted = a_comment(session, actor, consultation)
    planner = client_for(Role.PLANNER)
    seen = hidden(planner.get(f"{QUEUE}/{posted.ref}"), "seen")
    data = {**SENT, "status": "answered", "queue": queue, "seen": seen}
    assert planner.post(f"{QUEUE}/{posted.ref}", data=data).location == QUEUE


def test_an_unknown_comment_opens_nothing(client_for: Browsers, consultation: UUID) -> None:
    assert client_for(Role.PLANNER).get(f"{QUEUE}?c=nothing").status_code == 404


def test_many_are_considered_at_once_and_what_is_further_stays(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = [a_comment(session, actor, consultation, f"Wish {each}.") for each in range(3)]
    planner = client_for(Role.PLANNER)
    seen = hidden(planner.get(f"{QUEUE}/{posted[0].ref}"), "seen")
    planner.post(f"{QUEUE}/{posted[0].ref}", data={**SENT, "status": "answered", "seen": seen})
    chosen = {"do": "consider", "chosen": [each.ref for each in posted]}
    done = planner.post(f"{QUEUE}?kind=comment", data=chosen)
    assert (done.status_code, done.location) == (303, f"{QUEUE}?kind=comment")
    assert "2 authors see that you are looking into it." in text_of(planner.get(QUEUE))
    assert states(session)["Wish 0."] is FeedbackStatus.ANSWERED
    assert states(session)["Wish 1."] is FeedbackStatus.BEING_CONSIDERED


def test_many_are_held_by_who_may_and_by_nobody_else(
    session: Session, client_for: Browsers, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Something rude.")
    chosen = {"do": "hold", "chosen": [posted.ref]}
    assert client_for(Role.PLANNER).post(QUEUE, data=chosen).status_code == 403
    assert client_for(Role.MODERATOR).post(QUEUE, data=chosen).status_code == 303
    assert "rude" not in text_of(client.get(f"/comments/{posted.ref}"))


def test_what_was_ticked_goes_into_a_new_issue(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = [a_comment(session, actor, consultation, f"Shade {each}.") for each in range(2)]
    planner = client_for(Role.PLANNER)
    page = planner.post(QUEUE, data={"do": "join", "chosen": [each.ref for each in posted]})
    assert "Shade 0." in words_of(page)
    chosen = [f"c:{each.comment_id}" for each in posted]
    assert all(each in page.text for each in chosen)
    data = {"chosen": chosen, "title": "Shade", "form_key": hidden(page, "form_key")}
    made = planner.post("/desk/a-greener-high-street/issues", data=data)
    assert made.status_code == 303
    assert "2 comments make this point" in words_of(planner.get(QUEUE))


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        ({"do": "consider"}, 422, "Tick at least one comment."),
        ({"do": "join"}, 422, "Tick at least one comment."),
        ({"chosen": ["nobody"]}, 422, "Choose what to do with them."),
        ({"do": "consider", "chosen": ["nobody"]}, 404, "Choose again."),
        ({"do": "consider", "chosen": [str(n) for n in range(101)]}, 422, "at most 100 comments"),
    ],
)
def test_what_cannot_be_done_with_many_is_said_and_the_ticks_stay(
    client_for: Browsers, consultation: UUID, data: dict[str, object], code: int, said: str
) -> None:
    answer = client_for(Role.PLANNER).post(QUEUE, data=data)
    assert answer.status_code == code
    assert said in text_of(answer)


def test_comments_of_two_consultations_make_no_issue(
    session: Session, client_for: Browsers, actor: Actor
) -> None:
    posted = [a_comment(session, actor, a_consultation(session, actor)) for _ in range(2)]
    data = {"do": "join", "chosen": [each.ref for each in posted]}
    answer = client_for(Role.PLANNER).post(QUEUE, data=data)
    assert answer.status_code == 422
    assert "belongs to one consultation" in text_of(answer)
    assert answer.text.count("checked") >= 2


def test_another_councils_comments_are_neither_opened_nor_changed(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Ours.")
    theirs = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "leeds"))
    assert theirs.get(f"{QUEUE}?c={posted.ref}").status_code == 404
    for deed in ("consider", "hold", "join"):
        assert theirs.post(QUEUE, data={"do": deed, "chosen": [posted.ref]}).status_code == 404
    assert states(session)["Ours."] is FeedbackStatus.RECEIVED


def test_a_part_is_fetched_by_itself(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, "Trees.")
    planner = client_for(Role.PLANNER)
    rows, tiles = (planner.get(f"{QUEUE}?part={part}").text for part in ("queue", "tiles"))
    assert "Trees." in rows
    assert "<h1" not in rows
    assert "New, not read" in tiles
    assert "Trees." not in tiles


def test_a_long_queue_asks_no_more_statements_than_a_short_one(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    planner = client_for(Role.PLANNER)
    for number in range(30):
        posted = a_comment(session, actor, consultation, f"Wish {number}.", topics=("noise",))
        if number in {5, 29}:
            an_issue(session, actor, consultation, posted.comment_id, title=f"Wish {number}")
            with at_most(32):
                planner.get(f"{QUEUE}?c={posted.ref}")
