"""What was answered before is offered, and nothing else."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.queries.already_answered import already_answered
from consultation.rules.comments import Kind, Moderation
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment, a_consultation

ASKED = "How many parking spaces will there be?"


def a_question(session: Session, actor: Actor, where: UUID, text: str, answer: str = "") -> UUID:
    posted = a_comment(session, actor, where, text, kind=Kind.QUESTION)
    if answer:
        with work(session, actor, NOW) as unit:
            answer_comment(unit, posted.comment_id, text=answer, **OFFICER)
    return posted.comment_id


def test_the_question_and_its_answer_are_offered_with_who_gave_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_question(session, actor, consultation, ASKED, "Twelve, two of them wide.")
    a_question(session, actor, consultation, "Will trees be cut down?", "None.")
    a_question(session, actor, consultation, "How many parking spaces?")
    with at_most(1):
        (found,) = already_answered(session, consultation, "I wonder. How many parking spaces?")
    assert (found.question, found.answer) == (ASKED, "Twelve, two of them wide.")
    assert found.answered_by == "Planning officer, Planning"
    assert found.answered_on == NOW.date()


def test_no_mark_of_what_was_written_is_left(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    marked = "How many **parking spaces** will\n\n- there be?"
    a_question(session, actor, consultation, marked, "*Twelve*, see [the plan](https://x.uk).")
    (found,) = already_answered(session, consultation, ASKED)
    assert found.question == "How many parking spaces will \u2013 there be?"
    assert found.answer == "Twelve, see the plan."


@pytest.mark.parametrize("text", ["", "\U0001f44d", '" OR *', "x" * 10_000, "parking " * 1_200])
def test_what_asks_nothing_gets_no_offer(
    session: Session, actor: Actor, consultation: UUID, text: str
) -> None:
    a_question(session, actor, consultation, ASKED, "Twelve.")
    assert already_answered(session, consultation, text) == ()


def test_no_more_are_offered_than_somebody_reads_and_the_likest_comes_first(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    for more in ("", " for vans", " for cars and vans", " by the door"):
        a_question(session, actor, consultation, f"How many parking spaces{more}?", "Some. " * 200)
    found = already_answered(session, consultation, "How many parking spaces?")
    assert found[0].question == "How many parking spaces?"
    assert len(found) == 3
    assert all(len(each.answer) <= 322 for each in found)


def test_what_nobody_may_read_and_what_was_asked_elsewhere_is_not_offered(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    other = a_consultation(session, actor, title="Another")
    a_question(session, actor, other, ASKED, "Twelve.")
    hidden = a_question(session, actor, consultation, ASKED, "Thirteen.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, hidden, Moderation.HIDDEN)
    assert already_answered(session, consultation, ASKED) == ()
