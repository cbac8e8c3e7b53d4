"""Whatever is done in whatever order: no comment is lost, no step skipped, every trace whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.answers import AnswerDraft, ask_second_look, send_answer, write_answer
from consultation.commands.consultations import move_consultation
from consultation.commands.dispositions import dispose_issue, reopen_issue
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.issue_merges import keep_apart, merge_issues, split_issue, undo_step
from consultation.commands.issues import join_issue, leave_issue, make_issue
from consultation.commands.moderation import set_moderation
from consultation.commands.points import make_points, whole_points
from consultation.models.answers import AnswerTold
from consultation.models.comments import Comment, FeedbackStep
from consultation.models.issues import Issue, IssueStep, PointMove
from consultation.models.points import Point
from consultation.rules import feedback, issues
from consultation.rules.answers import About
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import Disposition, Outcome
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import IssueStatus
from consultation.rules.points import Span
from foundation.base.actor import Actor
from foundation.base.audit import verify
from foundation.base.errors import DomainError
from foundation.base.work import Work, work
from tests.conftest import NOW
from tests.consultation.commands.test_counters import recounted, tally_of
from tests.consultation.issues import CHANGED, SIGNED
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.make import an_actor, an_authority
from townhall.jobs import run_once

TEXT = "Too tall. Too dark. Too loud."
SPANS = (Span(0, 9), Span(10, 19), Span(20, 29))
COMMENTS, ISSUES = 4, 3
OUTCOMES = (CHANGED, Outcome(Disposition.ANSWERED), Outcome(Disposition.OUT_OF_SCOPE, "Ask them."))
STATES = tuple(ConsultationStatus)


class World:
    """What a sequence acts upon: numbers that are drawn stand for whatever is there by then."""

    def __init__(self, session: Session, consultation: UUID, comments: list[UUID]) -> None:
        self.session = session
        self.consultation = consultation
        self.comments = comments
        self.issues: list[UUID] = []
        self.answers: list[UUID] = []

    def comment(self, at: int) -> UUID:
        return self.comments[at % len(self.comments)]

    def issue(self, at: int) -> UUID:
        return self.issues[at % len(self.issues)] if self.issues else uuid4()

    def answer(self, at: int) -> UUID:
        return self.answers[at % len(self.answers)] if self.answers else uuid4()

    def points(self, at: int) -> list[UUID]:
        found = self.session.scalars(select(Point.id).order_by(Point.made_at, Point.id)).all()
        return [found[at % len(found)]] if found else [uuid4()]

    def step(self, at: int) -> UUID:
        found = self.session.scalars(select(IssueStep.id).order_by(IssueStep.id)).all()
        return found[at % len(found)] if found else uuid4()


def _gather(world: World, unit: Work, at: int, _also: int) -> None:
    points = whole_points(unit, world.consultation, [world.comment(at)])
    new = uuid4()
    make_issue(unit, new, world.consultation, title="Issue", topic=None, point_ids=points)
    world.issues.append(new)


def _split(world: World, unit: Work, at: int, also: int) -> None:
    new = uuid4()
    split_issue(unit, world.issue(at), new, "Split", world.points(also))
    world.issues.append(new)


def _write(world: World, unit: Work, at: int, also: int) -> None:
    about, subject = (
        (About.ISSUE, world.issue(at)),
        (About.POINT, world.points(at)[0]),
        (About.COMMENT, world.comment(at)),
    )[also % 3]
    draft = AnswerDraft(f"Answer {also}.", "Page 12", SIGNED, is_material=bool(also % 2))
    world.answers.append(write_answer(unit, about, subject, draft, seen=also % 3))


def _dispose(world: World, unit: Work, at: int, also: int) -> None:
    dispose_issue(unit, world.issue(at), OUTCOMES[also % 3], seen=also % 2)


ACTIONS: tuple[Callable[[World, Work, int, int], Any], ...] = (
    _gather,
    _gather,
    _split,
    _write,
    _write,
    _dispose,
    lambda w, u, at, also: make_points(u, w.comment(at), [SPANS[also % 3]]),
    lambda w, u, at, also: join_issue(u, w.issue(at), w.points(also)),
    lambda w, u, at, also: leave_issue(u, w.issue(at), w.points(also)),
    lambda w, u, at, also: merge_issues(u, w.issue(at), w.issue(also)),
    lambda w, u, at, _: undo_step(u, w.step(at)),
    lambda w, u, at, also: keep_apart(u, w.issue(at), w.issue(also)),
    lambda w, u, at, _: ask_second_look(u, w.answer(at)),
    lambda w, u, at, _: send_answer(u, w.answer(at)),
    lambda w, u, at, _: send_answer(u, w.answer(at)),
    lambda w, u, at, _: reopen_issue(u, w.issue(at), "A new drawing."),
    lambda w, u, at, also: answer_comment(
        u, w.comment(at), text="Yes.", close=bool(also % 2), **OFFICER
    ),
    lambda w, u, at, also: move_feedback(u, w.comment(at), tuple(FeedbackStatus)[also % 5]),
    lambda w, u, at, also: set_moderation(u, w.comment(at), tuple(Moderation)[also % 3]),
    lambda w, u, _, also: move_consultation(u, w.consultation, STATES[also % len(STATES)]),
)

SEQUENCES = st.lists(
    st.tuples(
        st.integers(0, len(ACTIONS) - 1), st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=30,
)


@given(SEQUENCES)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_thirty_actions_by_anybody_keep_what_was_promised(
    app: Flask, session: Session, sequence: list[tuple[int, int, int, int]]
) -> None:
    council = an_authority(session, f"town-{uuid4().hex[:12]}")
    stranger = an_actor(an_authority(session, f"other-{uuid4().hex[:12]}").id, person_id=uuid4())
    public = an_actor(council.id)
    people = [*(an_actor(council.id, person_id=uuid4()) for _ in range(3)), stranger]
    consultation = a_consultation(session, public)
    comments = [
        a_comment(session, public, consultation, TEXT, voice=f"voice {each}").comment_id
        for each in range(COMMENTS)
    ]
    world = World(session, consultation, comments)
    done = sum(_does(world, people[who], action, at, also) for action, who, at, also in sequence)
    assert done <= len(sequence)
    run_once(app)
    session.rollback()
    _nothing_is_lost(session, comments)
    _no_step_is_skipped(session, comments, consultation)
    _the_trace_is_whole(session, consultation)
    _nobody_is_told_twice(session)
    tally = tally_of(session, consultation)
    assert {name: getattr(tally, name) for name in recounted(session, consultation)} == recounted(
        session, consultation
    )
    assert all(verdict.broken_at is None for verdict in verify(session))


def _does(world: World, who: Actor, action: int, at: int, also: int) -> bool:
    """Do one thing; whoever is not of this council must not get through."""
    try:
        with work(world.session, who, NOW) as unit:
            ACTIONS[action](world, unit, at, also)
    except DomainError:
        return False
    return True


def _nothing_is_lost(session: Session, comments: list[UUID]) -> None:
    there = set(session.scalars(select(Comment.id).where(Comment.id.in_(comments))))
    assert there == set(comments)
    texts = {row.id: row.text for row in session.scalars(select(Comment))}
    for point in session.scalars(select(Point)):
        assert point.quote == texts[point.comment_id][point.start : point.end]


def _no_step_is_skipped(session: Session, comments: list[UUID], consultation: UUID) -> None:
    for comment in comments:
        taken = select(FeedbackStep.status).where(FeedbackStep.comment_id == comment)
        statuses = session.scalars(taken.order_by(FeedbackStep.position)).all()
        walked = [FeedbackStatus.RECEIVED, *statuses]
        assert all(after in feedback.NEXT[before] for before, after in pairwise(walked))
        assert session.get_one(Comment, comment).feedback_status is walked[-1]
    for issue in session.scalars(select(Issue).where(Issue.consultation_id == consultation)):
        steps = select(IssueStep.after).where(IssueStep.issue_id == issue.id)
        states = session.scalars(steps.order_by(IssueStep.position)).all()
        walked_ = [IssueStatus.OPEN, *states]
        for before, after in pairwise(walked_):
            assert after is before or after in issues.NEXT[before]
        assert issue.status is walked_[-1]


def _the_trace_is_whole(session: Session, consultation: UUID) -> None:
    """Every point is where its moves, one after another, have brought it."""
    numbers = select(Issue.number).where(Issue.consultation_id == consultation)
    found = session.scalars(numbers.order_by(Issue.number)).all()
    assert found == list(range(1, len(found) + 1))
    for point in session.scalars(select(Point).where(Point.consultation_id == consultation)):
        moves = session.execute(
            select(PointMove.before_id, PointMove.after_id).where(PointMove.point_id == point.id)
        ).all()
        came, left = [row.after_id for row in moves], [row.before_id for row in moves]
        assert sorted(map(str, [*left, point.issue_id])) == sorted(map(str, [None, *came]))


def _nobody_is_told_twice(session: Session) -> None:
    told = select(AnswerTold.reply_id).where(AnswerTold.reply_id.is_not(None))
    replies = session.scalars(told).all()
    assert len(replies) == len(set(replies))
