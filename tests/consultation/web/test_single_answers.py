"""An answer to a single comment keeps the rules that an answer to an issue keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.applicants import give_to_applicant
from consultation.commands.comments import Posted
from consultation.commands.points import make_points
from consultation.commands.withdrawals import withdraw
from consultation.models.answers import AnswerTold, AnswerVersion
from consultation.models.comments import Comment
from consultation.rules.answers import AnswerState
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.points import Span
from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import a_comment
from tests.consultation.web.reading import hidden, text_of
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
WORDS = "More trees, please. And a bench."
SEEN = ("seen", "seen_answer", "point")


@pytest.fixture
def posted(session: Session, actor: Actor, consultation: UUID) -> Posted:
    return a_comment(session, actor, consultation, WORDS)


@pytest.fixture
def planner(client_for: Browsers, posted: Posted) -> ReadingClient:
    return client_for(Role.PLANNER)


def write(browser: ReadingClient, posted: Posted, point: str = "", **typed: str) -> Any:
    """Fill in the form below a comment and press a button."""
    address = f"/desk/comments/{posted.ref}"
    page = browser.get(f"{address}?point={point}")
    seen = {name: hidden(page, name) for name in SEEN}
    usual = {"text": "Ten limes.", "source": "Planting plan", "status": "answered", "do": "send"}
    return browser.post(address, data={**usual, **seen, **typed})


def states(session: Session) -> list[AnswerState]:
    session.rollback()
    return list(session.scalars(select(AnswerVersion.state).order_by(AnswerVersion.number)))


def replies(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.scalars(select(Comment.text).where(Comment.parent_id.is_not(None))))


def status(session: Session, posted: Posted) -> FeedbackStatus:
    session.rollback()
    return session.get_one(Comment, posted.comment_id).feedback_status


def wants_second_look(session: Session, actor: Actor) -> None:
    session.get_one(Authority, actor.authority_id).second_look = True
    session.commit()


def test_no_way_leads_round_the_second_look(
    session: Session, planner: ReadingClient, client_for: Browsers, actor: Actor, posted: Posted
) -> None:
    wants_second_look(session, actor)
    step = {"note": "Ten oaks.", "status": "closed"}
    assert write(planner, posted, **step).status_code == 303
    assert (states(session), replies(session)) == ([AnswerState.WAITING], [])
    own = write(planner, posted, **step, do="approve")
    assert own.status_code == 409
    assert "you wrote some of these words" in text_of(own)
    second, address = client_for(Role.CONSULTATION_OFFICER), f"/desk/comments/{posted.ref}"
    page = second.get(address)
    assert "I have looked at it" in text_of(page)
    assert "Ten limes." in text_of(page)
    changed = write(second, posted, **step, text="Twelve limes.", do="approve")
    assert changed.status_code == 409
    assert "Twelve limes." in text_of(changed)
    seen = {name: hidden(page, name) for name in SEEN} | {"status": "answered", "do": "approve"}
    assert second.post(address, data={**seen, "seen_answer": "0"}).status_code == 409
    assert replies(session) == []
    assert second.post(address, data=seen).status_code == 303
    assert states(session) == [AnswerState.SENT]
    assert status(session, posted) is FeedbackStatus.CLOSED
    assert replies(session) == ["Ten limes.\n\nSource: Planting plan"]


@pytest.mark.parametrize("second_look", [True, False])
def test_words_beside_a_step_do_not_go_round_it_either(
    session: Session, planner: ReadingClient, actor: Actor, posted: Posted, second_look: bool
) -> None:
    session.get_one(Authority, actor.authority_id).second_look = second_look
    session.commit()
    sent = write(planner, posted, text="", status="being_considered", note="No, never.")
    assert sent.status_code == 409
    assert "No, never." in text_of(sent)
    assert status(session, posted) is FeedbackStatus.RECEIVED
    assert write(planner, posted, text="", status="being_considered").status_code == 303


@pytest.mark.parametrize("do", ["send", "save", ""])
def test_facts_need_a_source_before_the_report_and_nothing_typed_is_lost(
    session: Session, planner: ReadingClient, posted: Posted, do: str
) -> None:
    sent = write(planner, posted, source=" ", do=do, note="Ten oaks.")
    assert sent.status_code == 422
    for words in ("the report is not out yet.", "Ten limes.", "Ten oaks."):
        assert words in text_of(sent)
    assert states(session) == []


def test_a_draft_is_kept_with_all_that_was_typed_and_nobody_outside_reads_it(
    session: Session, client: ReadingClient, planner: ReadingClient, posted: Posted
) -> None:
    assert write(planner, posted, do="save", note="Ten oaks.").status_code == 303
    page = text_of(planner.get(f"/desk/comments/{posted.ref}"))
    for words in ("Ten limes.", "Ten oaks.", "This is a draft."):
        assert words in page
    assert "Ten limes." in text_of(planner.get(f"/desk/comments?c={posted.ref}"))
    assert "Ten limes." not in text_of(client.get(f"/comments/{posted.ref}"))
    assert status(session, posted) is FeedbackStatus.RECEIVED


def test_the_second_of_two_writers_sees_both_texts(
    planner: ReadingClient, client_for: Browsers, posted: Posted
) -> None:
    other = client_for(Role.CONSULTATION_OFFICER)
    write(planner, posted, do="save")
    late = write(other, posted, text="Twelve oaks.", do="save", seen_answer="0")
    assert late.status_code == 409
    assert "Ten limes." in text_of(late)
    assert "Twelve oaks." in text_of(late)
    assert hidden(late, "seen_answer") == "1"


def test_it_is_sent_once_and_a_change_is_a_correction(
    session: Session, planner: ReadingClient, posted: Posted
) -> None:
    assert write(planner, posted).status_code == 303
    again = write(planner, posted)
    assert again.status_code == 409
    assert "sent already" in text_of(again)
    assert write(planner, posted, text="Twelve limes.", is_material="y").status_code == 303
    (reply,) = replies(session)
    assert reply.startswith("Twelve limes.")
    assert "Corrected on" in reply
    assert len(session.scalars(select(AnswerTold.comment_id)).all()) == 1


def test_a_closed_comment_stays_closed_under_a_correction_unless_it_is_opened(
    session: Session, planner: ReadingClient, posted: Posted
) -> None:
    ways = [("One.", "answered"), ("One.", "closed"), ("Two.", "closed"), ("Three.", "answered")]
    for text, after in ways:
        assert write(planner, posted, text=text, status=after).status_code == 303
        assert status(session, posted).value == after


def test_each_point_is_answered_by_itself(
    session: Session, planner: ReadingClient, actor: Actor, posted: Posted
) -> None:
    with work(session, actor, NOW) as unit:
        trees, bench = make_points(unit, posted.comment_id, [Span(0, 19), Span(20, len(WORDS))])
    assert "“And a bench.”" in text_of(planner.get(f"/desk/comments/{posted.ref}"))
    assert write(planner, posted, point=str(trees)).status_code == 303
    assert status(session, posted) is FeedbackStatus.BEING_CONSIDERED
    early = write(planner, posted, text="All done.", status="closed")
    assert early.status_code == 409
    assert "All done." in text_of(early)
    assert write(planner, posted, point=str(bench), text="One bench.").status_code == 303
    assert status(session, posted) is FeedbackStatus.ANSWERED
    assert [text.split("\n")[0] for text in replies(session)] == [
        "“And a bench.”",
        "“More trees, please.”",
    ]


@pytest.mark.parametrize("point", ["nothing", "00000000-0000-0000-0000-000000000000"])
def test_a_point_of_something_else_is_not_answered(
    planner: ReadingClient, posted: Posted, point: str
) -> None:
    address = f"/desk/comments/{posted.ref}"
    assert planner.get(f"{address}?point={point}").status_code == 404
    data = {"text": "Yes.", "source": "Plan", "point": point, "do": "send"}
    assert planner.post(address, data=data).status_code == 404


def test_a_withdrawn_comment_is_not_answered_and_its_draft_is_not_sent(
    session: Session, planner: ReadingClient, actor: Actor, posted: Posted
) -> None:
    write(planner, posted, do="save")
    with work(session, actor, NOW) as unit:
        withdraw(unit, posted.comment_id)
    seen = {"seen": "withdrawn:0", "seen_answer": "1", "status": "answered", "do": "send"}
    for text in ("Ten limes.", "Twelve limes."):
        data = {"text": text, "source": "Planting plan", **seen}
        assert planner.post(f"/desk/comments/{posted.ref}", data=data).status_code == 409
    assert replies(session) == []


def test_the_applicant_reads_no_draft_sends_none_and_names_a_source(
    session: Session, client_for: Browsers, actor: Actor, posted: Posted, consultation: UUID
) -> None:
    wants_second_look(session, actor)
    applicant = client_for(Role.APPLICANT)
    with work(session, actor, NOW) as unit:
        give_to_applicant(unit, consultation, session.scalars(select(Person.email)).one())
    assert write(client_for(Role.PLANNER), posted).status_code == 303
    address = f"/desk/comments/{posted.ref}"
    page = applicant.get(address)
    assert "Ten limes." not in text_of(page)
    typed = {"text": "We plant ten.", "seen": hidden(page, "seen"), "do": "approve"}
    assert applicant.post(address, data=typed).status_code == 422
    assert applicant.post(address, data={**typed, "source": "Our plan"}).status_code == 303
    assert states(session) == [AnswerState.WAITING]
    assert replies(session) == ["We plant ten.\n\nSource: Our plan"]
