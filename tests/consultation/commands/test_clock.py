"""By which day a comment is answered: promised when it is said, and anew when it waits again."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.models.comments import Comment
from consultation.rules.comments import Kind, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, a_comment


def due_of(session: Session, comment_id: UUID) -> date | None:
    return session.scalars(select(Comment.due_on).where(Comment.id == comment_id)).one()


@pytest.mark.parametrize(
    ("kind", "due"), [(Kind.QUESTION, date(2026, 12, 4)), (Kind.IDEA, date(2026, 12, 18))]
)
def test_a_comment_is_promised_an_answer_when_it_is_posted(
    session: Session, actor: Actor, consultation: UUID, kind: Kind, due: date
) -> None:
    posted = a_comment(session, actor, consultation, kind=kind)
    assert due_of(session, posted.comment_id) == due


def test_a_new_target_counts_for_what_is_said_after_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    before = a_comment(session, actor, consultation, kind=Kind.QUESTION)
    session.get_one(Authority, actor.authority_id).question_days = 1
    session.commit()
    after = a_comment(session, actor, consultation, kind=Kind.QUESTION)
    assert due_of(session, before.comment_id) == date(2026, 12, 4)
    assert due_of(session, after.comment_id) == date(2026, 11, 23)


def test_what_waits_again_is_promised_anew(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, kind=Kind.QUESTION)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="Yes.", **OFFICER)
    later = NOW + timedelta(days=100)
    with work(session, actor, later) as unit:
        move_feedback(unit, posted.comment_id, FeedbackStatus.BEING_CONSIDERED)
    assert due_of(session, posted.comment_id) == date(2027, 3, 16)


def test_an_official_answer_is_owed_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="Yes.", **OFFICER)
    answers = select(Comment.due_on).where(Comment.speaker == Speaker.OFFICER)
    assert session.scalars(answers).all() == [None]
