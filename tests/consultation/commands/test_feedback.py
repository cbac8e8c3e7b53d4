"""Answers of the council and of the applicant, and the steps that they take a comment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.comments import CommentRow, thread
from consultation.queries.rows import Official
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW, StandingClock
from tests.consultation.make import OFFICER, a_comment
from townhall.jobs import run_once

LATER = NOW + timedelta(days=1)


def answered(
    session: Session, actor: Actor, comment: UUID, text: str = "We will.", **more: Any
) -> CommentRow:
    with work(session, actor, LATER) as unit:
        ref = answer_comment(unit, comment, **{"text": text, **OFFICER, **more})
    read = thread(session, actor.authority_id, ref)
    assert read is not None
    return read.asked


def kinds(session: Session) -> list[str]:
    logged = select(LoggedEvent.kind).where(LoggedEvent.happened_at == LATER)
    return list(session.scalars(logged.order_by(LoggedEvent.id)))


def test_an_answer_says_in_which_role_it_is_given(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    answer = answered(session, actor, posted.comment_id, shown_name="Jo", team=" Trees\n")
    assert answer.official == Official("Planning officer", "Trees", "Jo")
    assert (answer.speaker, answer.depth, answer.parent_ref) == (Speaker.OFFICER, 1, posted.ref)
    moved = "consultation.feedback.moved"
    assert kinds(session) == ["consultation.comment.answered", moved, moved]


def test_an_applicants_answer_is_marked_and_moves_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    answer = answered(session, actor, posted.comment_id, speaker=Speaker.APPLICANT)
    assert answer.speaker is Speaker.APPLICANT
    stands = select(Comment.feedback_status).where(Comment.id == posted.comment_id)
    assert session.scalar(stands) is FeedbackStatus.RECEIVED
    assert kinds(session) == ["consultation.comment.answered"]


@pytest.mark.parametrize("text", ["", "🌳", "x" * 10_001])
def test_an_answer_needs_words(
    session: Session, actor: Actor, consultation: UUID, text: str
) -> None:
    posted = a_comment(session, actor, consultation)
    with pytest.raises(Invalid) as refused:
        answered(session, actor, posted.comment_id, text)
    assert list(refused.value.fields) == ["text"]
    assert kinds(session) == []


@pytest.mark.parametrize("hidden", [Moderation.HELD, Moderation.HIDDEN])
def test_what_nobody_can_read_is_not_answered_in_public(
    session: Session, actor: Actor, consultation: UUID, hidden: Moderation
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        set_moderation(unit, posted.comment_id, hidden)
    with pytest.raises(Conflict, match="cannot be read"):
        answered(session, actor, posted.comment_id)


def test_no_step_is_skipped_and_an_answer_itself_takes_none(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    with pytest.raises(Conflict, match="cannot become"), work(session, actor, NOW) as unit:
        move_feedback(unit, posted.comment_id, FeedbackStatus.CLOSED, None)
    answer = answered(session, actor, posted.comment_id)
    with (
        pytest.raises(Conflict, match="Only what residents say"),
        work(session, actor, NOW) as unit,
    ):
        move_feedback(unit, answer.id, FeedbackStatus.BEING_CONSIDERED, None)
    with pytest.raises(Conflict, match="what residents say"), work(session, actor, NOW) as unit:
        agree(unit, answer.id, voice_digest="v")


def test_answers_go_on_after_the_consultation_has_closed_and_agreeing_does_not(
    app: Flask, clock: StandingClock, session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    clock.forward(timedelta(days=14))
    run_once(app)
    session.rollback()
    status = session.scalar(select(Consultation.status).where(Consultation.id == consultation))
    assert status is ConsultationStatus.CLOSED
    assert answered(session, actor, posted.comment_id).text == "We will."
    with pytest.raises(Conflict, match="has closed"), work(session, actor, clock()) as unit:
        agree(unit, posted.comment_id, voice_digest="v")
