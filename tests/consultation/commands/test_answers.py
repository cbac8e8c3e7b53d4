"""One answer reaches everybody in an issue, once; outcomes wait for the report."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands import telling
from consultation.commands.answers import send_answer
from consultation.commands.dispositions import reopen_issue
from consultation.commands.issues import join_issue
from consultation.commands.moderation import set_moderation
from consultation.commands.points import make_points, whole_points
from consultation.models.answers import AnswerTold, AnswerVersion
from consultation.models.comments import Comment, FeedbackStep
from consultation.models.consultations import Tally
from consultation.models.issues import Issue, IssueOutcome
from consultation.rules.answers import About, AnswerState
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.dispositions import Disposition, Outcome
from consultation.rules.feedback import NEXT, FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.points import Span
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import (
    CHANGED,
    an_answer,
    an_issue,
    comments_of,
    disposed,
    looked_for,
    points_in,
    reported,
    sent,
    standing_of,
    withdrawn,
)
from tests.consultation.make import a_comment
from tests.make import a_person, an_actor, an_authority
from townhall.jobs import run_once

F = FeedbackStatus


def replies(session: Session) -> list[str]:
    session.rollback()
    said = select(Comment.text).where(Comment.speaker == Speaker.OFFICER)
    return list(session.scalars(said.order_by(Comment.posted_at, Comment.id)))


def a_planner(session: Session, actor: Actor) -> Actor:
    person = a_person(session, actor.authority_id, Role.PLANNER)
    return an_actor(actor.authority_id, person_id=person.id)


def wants_second_look(session: Session, actor: Actor) -> None:
    session.get_one(Authority, actor.authority_id).second_look = True
    session.commit()


def test_an_answer_to_an_issue_reaches_everybody_in_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    comments = comments_of(session, actor, consultation, "A.", "B.", "C.")
    issue = an_issue(session, actor, consultation, *comments)
    assert sent(session, actor, an_answer(session, actor, issue)) == 3
    said = "“Shade on gardens”\n\nThe sun study shows December.\n\nSource: Sun study, page 12"
    assert replies(session) == [said] * 3
    assert {standing_of(session, each) for each in comments} == {F.ANSWERED}
    tally = session.get_one(Tally, consultation)
    assert (tally.answered, tally.replies) == (3, 3)
    assert session.get_one(Issue, issue).status is IssueStatus.ANSWERED
    told = select(func.count()).where(LoggedEvent.kind == "consultation.comment.answered")
    assert session.scalar(told) == 3


def test_a_comment_with_two_points_hears_once_from_each_issue_and_once_from_one(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, "Too tall. Too dark. Too loud.")
    with work(session, actor, NOW) as unit:
        points = make_points(unit, comment, [Span(0, 9), Span(10, 19), Span(20, 29)])
    tall = an_issue(session, actor, consultation, title="Height")
    loud = an_issue(session, actor, consultation, title="Noise")
    with work(session, actor, NOW) as unit:
        join_issue(unit, tall, points[:2])
        join_issue(unit, loud, points[2:])
    sent(session, actor, an_answer(session, actor, tall))
    mine = select(Comment.text).where(Comment.parent_id == comment)
    assert len(session.scalars(mine).all()) == 1
    assert standing_of(session, comment) is F.BEING_CONSIDERED
    sent(session, actor, an_answer(session, actor, loud))
    assert len(session.scalars(mine).all()) == 2
    assert standing_of(session, comment) is F.ANSWERED


@pytest.mark.parametrize("about", [About.POINT, About.COMMENT])
def test_a_single_point_or_question_can_be_answered_too(
    session: Session, actor: Actor, consultation: UUID, about: About
) -> None:
    (comment,) = comments_of(session, actor, consultation, "How tall is it?")
    with work(session, actor, NOW) as unit:
        (point,) = (
            whole_points(unit, consultation, [comment]) if about is About.POINT else (comment,)
        )
    sent(session, actor, an_answer(session, actor, point, about=about))
    assert len(replies(session)) == 1
    assert standing_of(session, comment) is F.ANSWERED


def test_nothing_is_sent_twice(session: Session, actor: Actor, consultation: UUID) -> None:
    answer = an_answer(session, actor, an_issue(session, actor, consultation))
    sent(session, actor, answer)
    with pytest.raises(Conflict, match="sent already"):
        sent(session, actor, answer)
    assert len(replies(session)) == 1


def test_more_people_than_a_request_can_tell_are_told_by_the_next_job(
    app: Flask,
    session: Session,
    actor: Actor,
    consultation: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "BATCH", 2)
    monkeypatch.setattr(telling.tell_answer, "__defaults__", (2,))
    comments = comments_of(session, actor, consultation, *(f"{each}." for each in "ABCDE"))
    issue = an_issue(session, actor, consultation, *comments)
    assert sent(session, actor, an_answer(session, actor, issue)) == 5
    assert len(replies(session)) == 2
    run_once(app)
    assert len(replies(session)) == 5
    run_once(app)
    assert len(replies(session)) == 5
    assert session.scalars(select(AnswerVersion.spread_at)).one() is not None


def test_each_person_more_costs_no_statement_but_what_is_logged_and_indexed(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    comments = comments_of(session, actor, consultation, *(f"Text {each}." for each in range(60)))
    issue = an_issue(session, actor, consultation, *comments)
    answer = an_answer(session, actor, issue)
    with at_most(30 + 3 * 60):
        sent(session, actor, answer)
    assert len(replies(session)) == 60


def test_who_joins_later_hears_what_was_said_before(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    sent(session, actor, an_answer(session, actor, issue))
    disposed(session, actor, issue)
    reported(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        telling.tell_outcome_of(unit, issue)
    (late,) = comments_of_closed(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        join_issue(unit, issue, whole_points(unit, consultation, [late]))
    assert len(replies(session)) == 2
    assert standing_of(session, late) is F.CLOSED


def comments_of_closed(session: Session, actor: Actor, consultation: UUID) -> list[UUID]:
    """Let a reply that was posted before be the late comment."""
    first = session.scalars(select(Comment.ref).where(Comment.speaker == Speaker.PUBLIC)).one()
    session.rollback()
    row = session.scalars(select(Comment).where(Comment.ref == first)).one()
    values = {c.name: getattr(row, c.name) for c in Comment.__table__.columns}
    late = UUID(int=7)
    values |= {"id": late, "ref": "LATE-LATE", "thread_id": late, "feedback_status": F.RECEIVED}
    session.rollback()
    session.add(Comment(**values))
    session.commit()
    return [late]


def test_what_the_public_cannot_read_is_told_to_its_author_alone(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    shown, hidden = comments_of(session, actor, consultation, "A.", "B.")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, hidden, Moderation.HIDDEN)
    issue = an_issue(session, actor, consultation, shown, hidden)
    assert sent(session, actor, an_answer(session, actor, issue)) == 2
    assert len(replies(session)) == 1
    unseen = select(AnswerTold.reply_id).where(AnswerTold.comment_id == hidden)
    assert session.scalars(unseen).one() is None
    assert standing_of(session, hidden) is F.ANSWERED


def test_what_was_withdrawn_is_not_answered(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    one, two = comments_of(session, actor, consultation, "A.", "B.")
    issue = an_issue(session, actor, consultation, one, two)
    answer = an_answer(session, actor, issue)
    withdrawn(session, one)
    with pytest.raises(Conflict, match="withdrawn"):
        an_answer(session, actor, one, about=About.COMMENT)
    assert sent(session, actor, answer) == 1
    alone = an_issue(session, actor, consultation, title="B")
    answer = an_answer(session, actor, alone)
    withdrawn(session, session.scalars(select(Comment.id).where(Comment.text == "Shade: B.")).one())
    with pytest.raises(Conflict, match="nobody to tell"):
        sent(session, actor, answer)


def test_facts_need_a_source_before_the_report(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    with pytest.raises(Invalid) as refused:
        an_answer(session, actor, issue, source="")
    assert list(refused.value.fields) == ["source"]
    reported(session, actor, consultation)
    an_answer(session, actor, issue, source="")


def test_the_second_of_two_writers_notices_and_loses_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    an_answer(session, actor, issue, "First.")
    an_answer(session, actor, issue, "First.")
    with pytest.raises(Conflict, match="Somebody else") as refused:
        an_answer(session, actor, issue, "Second.")
    assert refused.value.facts == {"reason": "changed_meanwhile"}
    assert session.scalars(select(AnswerVersion.text)).one() == "First."
    an_answer(session, actor, issue, "Both.", seen=1)


def test_a_second_person_looks_who_wrote_none_of_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    wants_second_look(session, actor)
    one, two, three = (a_planner(session, actor) for _ in range(3))
    issue = an_issue(session, one, consultation)
    answer = an_answer(session, one, issue, "First.")
    with pytest.raises(Conflict, match="second person"):
        sent(session, two, answer)
    looked_for(session, one, answer)
    looked_for(session, one, answer)
    with pytest.raises(Conflict, match="you wrote"):
        sent(session, one, answer)
    an_answer(session, two, issue, "Second.", seen=1)
    assert session.scalars(select(AnswerVersion.state)).one() is AnswerState.DRAFT
    looked_for(session, two, answer)
    for writer in (one, two):
        with pytest.raises(Conflict, match="you wrote"):
            sent(session, writer, answer)
    assert sent(session, three, answer) == 1
    assert session.scalars(select(AnswerVersion.looked_at_by_id)).one() == three.person_id


def test_a_correction_puts_right_what_people_read_and_tells_them_if_it_matters(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    sent(session, actor, an_answer(session, actor, issue, "Page 11."))
    heard = select(func.count()).where(LoggedEvent.kind == "consultation.answer.corrected")
    for seen, text, material in ((1, "Page 12.", False), (2, "Page 13.", True)):
        answer = an_answer(session, actor, issue, text, seen=seen, is_material=material)
        assert f"Page {10 + seen}." in replies(session)[0]
        sent(session, actor, answer)
        (reply,) = replies(session)
        assert text in reply
        assert session.scalar(heard) == int(material)
    numbers = select(AnswerVersion.number).order_by(AnswerVersion.number)
    assert session.scalars(numbers).all() == [1, 2, 3]


def test_an_outcome_without_proof_is_refused(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    with pytest.raises(Invalid) as refused:
        disposed(session, actor, issue, Outcome(Disposition.CHANGED_PLAN, "Because."))
    assert set(refused.value.fields) == {"proof", "proof_words"}
    assert session.scalars(select(IssueOutcome)).all() == []


def test_outcomes_are_seen_when_the_report_is_out_and_not_before(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, "A.")
    issue = an_issue(session, actor, consultation, comment)
    disposed(session, actor, issue)
    run_once(app)
    assert standing_of(session, comment) is F.BEING_CONSIDERED
    reported(session, actor, consultation)
    run_once(app)
    assert standing_of(session, comment) is F.CLOSED
    steps = select(FeedbackStep.status, FeedbackStep.note).order_by(FeedbackStep.position)
    assert [tuple(row) for row in session.execute(steps)] == [
        (F.BEING_CONSIDERED, None),
        (F.CLOSED, CHANGED.reason),
    ]
    assert session.get_one(Tally, consultation).closed == 1


def test_until_then_it_can_be_changed_and_two_at_once_notice(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    other = Outcome(Disposition.ANSWERED)
    disposed(session, actor, issue)
    disposed(session, actor, issue)
    with pytest.raises(Conflict, match="Somebody else"):
        disposed(session, actor, issue, other)
    disposed(session, actor, issue, other, seen=1)
    reported(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        telling.tell_outcome_of(unit, issue)
    with pytest.raises(Conflict, match="Reopen"):
        disposed(session, actor, issue, CHANGED, seen=2)


def test_a_closed_issue_is_reopened_with_a_reason_and_closed_again(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, "A.")
    issue = an_issue(session, actor, consultation, comment)
    sent(session, actor, an_answer(session, actor, issue))
    reported(session, actor, consultation)
    disposed(session, actor, issue)
    assert standing_of(session, comment) is F.CLOSED
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        reopen_issue(unit, issue, " ")
    with work(session, actor, NOW + timedelta(days=1)) as unit:
        reopen_issue(unit, issue, "A new drawing came.")
    assert standing_of(session, comment) is F.BEING_CONSIDERED
    with pytest.raises(Conflict, match="open already"), work(session, actor, NOW) as unit:
        reopen_issue(unit, issue, "Again.")
    disposed(session, actor, issue, Outcome(Disposition.OUT_OF_SCOPE, "Ask the police."))
    assert standing_of(session, comment) is F.CLOSED
    statuses = session.scalars(select(FeedbackStep.status).order_by(FeedbackStep.position)).all()
    for before, after in zip([F.RECEIVED, *statuses], statuses, strict=False):
        assert after in NEXT[before]


def test_another_council_answers_and_closes_nothing_of_ours(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    stranger = an_actor(an_authority(session, "leeds").id)
    issue = an_issue(session, actor, consultation)
    answer = an_answer(session, actor, issue)
    comment = a_comment(session, actor, consultation).comment_id
    (point,) = points_in(session, issue)
    for about, subject in (
        (About.ISSUE, issue),
        (About.POINT, point),
        (About.COMMENT, comment),
    ):
        with pytest.raises(NotFound):
            an_answer(session, stranger, subject, about=about)
    for attack in (
        lambda unit: send_answer(unit, answer),
        lambda unit: reopen_issue(unit, issue, "Mine."),
    ):
        with pytest.raises(NotFound), work(session, stranger, NOW) as unit:
            attack(unit)
    with pytest.raises(NotFound):
        disposed(session, stranger, issue)
    with pytest.raises(NotFound):
        looked_for(session, stranger, answer)
