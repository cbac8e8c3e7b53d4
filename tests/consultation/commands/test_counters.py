"""Counters never drift, versions only grow and chains hold, whatever happens in which order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.comments import Posted, post_comment
from consultation.commands.edits import edit_comment
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.commands.withdrawals import withdraw
from consultation.models.comments import Agreement, Comment, FeedbackStep
from consultation.models.consultations import Tally
from consultation.queries.filters import HEARD
from consultation.rules.comments import Contribution, Kind, Lane, Moderation, Speaker
from consultation.rules.feedback import NEXT, FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.audit import seal, verify
from foundation.base.db import db
from foundation.base.errors import DomainError
from foundation.base.eventlog import SEAL
from foundation.base.outbox import drain
from foundation.base.work import Work, work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, SECRET, a_comment, a_consultation

COUNTERS = (
    "comments",
    "formal",
    "replies",
    "questions",
    "questions_answered",
    "answered",
    "closed",
)


def recounted(session: Session, consultation: UUID) -> dict[str, int]:
    """Count from the comments themselves what the tally should say."""
    begun = (Comment.depth == 0) & (Comment.speaker == Speaker.PUBLIC)
    is_question = begun & (Comment.kind == Kind.QUESTION)
    counted = {
        "comments": begun,
        "formal": begun & (Comment.lane == Lane.REPRESENTATION),
        "replies": Comment.depth > 0,
        "questions": is_question,
        "questions_answered": is_question & Comment.feedback_status.in_(HEARD),
        "answered": begun & (Comment.feedback_status == FeedbackStatus.ANSWERED),
        "closed": begun & (Comment.feedback_status == FeedbackStatus.CLOSED),
    }
    sums = (func.coalesce(func.sum(case((which, 1), else_=0)), 0) for which in counted.values())
    visible = (
        Comment.consultation_id == consultation,
        Comment.moderation == Moderation.VISIBLE,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )
    return dict(zip(counted, session.execute(select(*sums).where(*visible)).one(), strict=True))


def tally_of(session: Session, consultation: UUID) -> Tally:
    return session.scalars(select(Tally).where(Tally.consultation_id == consultation)).one()


def check(session: Session, consultation: UUID) -> int:
    """Compare every counter with a recount; return the version."""
    session.rollback()
    tally = tally_of(session, consultation)
    assert {name: getattr(tally, name) for name in COUNTERS} == recounted(session, consultation)
    comments = session.scalars(select(Comment).where(Comment.consultation_id == consultation)).all()
    for comment in comments:
        seen = [
            other
            for other in comments
            if other.moderation is Moderation.VISIBLE
            and other.feedback_status is not FeedbackStatus.WITHDRAWN
        ]
        below = [
            other
            for other in seen
            if (other.thread_id if comment.depth == 0 else other.parent_id) == comment.id
            and other.id != comment.id
        ]
        agreements = select(func.count()).where(Agreement.comment_id == comment.id)
        assert comment.replies == len(below)
        assert comment.agreed == session.scalar(agreements)
        walked(session, comment)
    return tally.version


def walked(session: Session, comment: Comment) -> None:
    """Check that the dated steps are lawful and lead to where the comment stands."""
    steps = select(FeedbackStep.status).where(FeedbackStep.comment_id == comment.id)
    stands = FeedbackStatus.RECEIVED
    for after in session.scalars(steps.order_by(FeedbackStep.position)):
        assert after in NEXT[stands]
        stands = after
    if comment.speaker is Speaker.PUBLIC:
        assert comment.feedback_status is stands


Step = tuple[str, int, int]
ACTIONS = (
    *("post", "ask", "reply", "agree", "answer", "close", "applicant"),
    *("hide", "show", "move", "withdraw", "edit"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 6), st.integers(0, 4)),
    min_size=1,
    max_size=14,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_counters_agree_with_a_recount_after_anything(
    session: Session, actor: Actor, steps: list[Step]
) -> None:
    consultation = a_consultation(session, actor)
    version = check(session, consultation)
    made: list[UUID] = []
    for number, step in enumerate(steps):
        before = session.scalar(select(func.count()).select_from(FeedbackStep))
        happened = do(session, actor, consultation, made, step, number)
        now = check(session, consultation)
        assert now > version if happened else now == version
        if not happened:
            assert session.scalar(select(func.count()).select_from(FeedbackStep)) == before
        version = now
    drain(session, {SEAL: seal}, NOW + timedelta(hours=1))
    assert all(verdict.broken_at is None for verdict in verify(session))
    assert all(verdict.unsealed == 0 for verdict in verify(session))


def do(
    session: Session, actor: Actor, consultation: UUID, made: list[UUID], step: Step, number: int
) -> bool:
    """Take one step; tell whether it changed anything."""
    action, which, who = step
    now = NOW + timedelta(seconds=number)
    if action in {"post", "ask"} or not made:
        kind = Kind.QUESTION if action == "ask" else Kind.COMMENT
        made.append(a_comment(session, actor, consultation, now=now, kind=kind).comment_id)
        return True
    subject = made[which % len(made)]
    ref = session.scalar(select(Comment.ref).where(Comment.id == subject))
    status = list(FeedbackStatus)[who]
    acts: dict[str, Callable[[Work], Any]] = {
        "agree": lambda unit: agree(unit, subject, voice_digest=f"voice {who}"),
        "answer": lambda unit: answer_comment(unit, subject, text="We did.", **OFFICER),
        "close": lambda unit: answer_comment(unit, subject, text="Done.", close=True, **OFFICER),
        "applicant": lambda unit: answer_comment(
            unit, subject, text="We will.", **{**OFFICER, "speaker": Speaker.APPLICANT}
        ),
        "hide": lambda unit: set_moderation(unit, subject, Moderation.HIDDEN),
        "show": lambda unit: set_moderation(unit, subject, Moderation.VISIBLE),
        "withdraw": lambda unit: withdraw(unit, subject),
        "edit": lambda unit: edit_comment(unit, subject, f"Version {number}."),
        "move": lambda unit: move_feedback(unit, subject, status, "Because."),
    }
    try:
        if action == "reply":
            reply = a_comment(session, actor, consultation, now=now, reply_to_ref=ref)
            made.append(reply.comment_id)
            return True
        with work(session, actor, now) as unit:
            acts[action](unit)
            return bool(unit.events)
    except DomainError:
        return False


def at_once(app: Flask, times: int, act: Callable[[Session, int], Any]) -> list[Any]:
    """Do something many times at the same moment, each in a session of its own."""
    ready = Barrier(times)

    def one(number: int) -> Any:
        with app.app_context():
            ready.wait(30)
            return act(db.session(), number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_fifty_clicks_at_once_count_one(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    comment = a_comment(session, actor, consultation).comment_id

    def click(own: Session, _number: int) -> int:
        with work(own, actor, NOW) as unit:
            return agree(unit, comment, voice_digest="one person")

    assert set(at_once(app, 50, click)) == {1}
    assert click(session, 0) == 1
    check(session, consultation)


def test_a_form_sent_five_times_at_once_is_one_comment(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    same = uuid4()

    def send(own: Session, _number: int) -> Posted:
        with work(own, actor, NOW) as unit:
            said = Contribution("Once.", topics=("noise",))
            return post_comment(
                unit, consultation, said, voice_digest="v", secret=SECRET, comment_id=same
            )

    receipts = at_once(app, 5, send)
    assert len(set(receipts)) == 1
    check(session, consultation)
    assert tally_of(session, consultation).comments == 1


def test_people_who_act_at_once_are_all_counted(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    root = a_comment(session, actor, consultation, kind=Kind.QUESTION)
    reply = a_comment(session, actor, consultation, reply_to_ref=root.ref)

    def act(own: Session, number: int) -> None:
        voice = f"voice {number}"
        if number % 4 == 0:
            a_comment(own, actor, consultation, reply_to_ref=reply.ref, voice=voice)
        elif number % 4 == 1:
            a_comment(own, actor, consultation, reply_to_ref=root.ref, voice=voice)
        elif number % 4 == 2:
            with work(own, actor, NOW) as unit:
                agree(unit, (root, reply)[number % 8 == 2].comment_id, voice_digest=voice)
        else:
            with work(own, actor, NOW) as unit:
                answer_comment(unit, root.comment_id, text="We did.", **OFFICER)

    at_once(app, 12, act)
    at_once(app, 12, act)
    check(session, consultation)
    tally = tally_of(session, consultation)
    assert (tally.comments, tally.questions_answered) == (1, 1)
    assert tally.replies == 1 + 6 + 6 + 6
