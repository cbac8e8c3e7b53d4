"""Points join issues, issues merge and split, and every step leaves its trace."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.issue_merges import keep_apart, merge_issues, split_issue, undo_step
from consultation.commands.issues import join_issue, leave_issue, make_issue, rename_issue
from consultation.commands.points import make_points, whole_points
from consultation.models.issues import Issue, IssueStep, PointMove
from consultation.models.points import Point
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.issues import Deed, IssueStatus
from consultation.rules.points import Span
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.issues import (
    an_issue,
    comments_of,
    disposed,
    points_in,
    standing_of,
    withdrawn,
)
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.make import an_actor, an_authority

TEXT = "Too tall. Too dark."
TALL, DARK = Span(0, 9), Span(10, 19)


def test_a_comment_is_split_into_the_points_it_makes(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, TEXT)
    with work(session, actor, NOW) as unit:
        first = make_points(unit, comment, [TALL])
        both = make_points(unit, comment, [DARK, TALL])
    assert (len(first), len(both)) == (1, 2)
    assert both[0] == first[0]
    quotes = select(Point.quote).order_by(Point.start)
    assert session.scalars(quotes).all() == ["Too tall.", "Too dark."]
    assert standing_of(session, comment) is FeedbackStatus.BEING_CONSIDERED


def test_points_take_the_place_of_the_whole_comment_in_its_issue(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, TEXT)
    issue = an_issue(session, actor, consultation, comment)
    (whole,) = points_in(session, issue)
    with work(session, actor, NOW) as unit:
        made = make_points(unit, comment, [TALL, DARK])
    assert set(points_in(session, issue)) == set(made)
    assert session.get_one(Point, whole).dropped_at == NOW
    with work(session, actor, NOW) as unit:
        assert set(whole_points(unit, consultation, [comment])) == set()


@pytest.mark.parametrize("spans", [[], [Span(0, 99)], [Span(9, 10)]])
def test_what_a_comment_does_not_say_is_no_point(
    session: Session, actor: Actor, consultation: UUID, spans: list[Span]
) -> None:
    (comment,) = comments_of(session, actor, consultation, TEXT)
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        make_points(unit, comment, spans)


def test_nothing_is_made_of_what_its_author_took_back(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, TEXT)
    withdrawn(session, comment)
    with pytest.raises(Conflict, match="withdrawn"), work(session, actor, NOW) as unit:
        make_points(unit, comment, [TALL])
    with pytest.raises(NotFound), work(session, actor, NOW) as unit:
        whole_points(unit, consultation, [comment])


def test_issues_are_numbered_for_good_and_made_once(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    one, two = (an_issue(session, actor, consultation, title=title) for title in ("A", "B"))
    numbers = select(Issue.number).order_by(Issue.number)
    assert session.scalars(numbers).all() == [1, 2]
    again = {"title": "A", "topic": None, "point_ids": points_in(session, one)}
    with work(session, actor, NOW) as unit:
        assert make_issue(unit, two, consultation, **again) == 2  # type: ignore[arg-type]  # a double click
        merge_issues(unit, one, two)
    an_issue(session, actor, consultation, title="C")
    assert session.scalars(numbers).all() == [1, 2, 3]


def test_a_comment_in_an_issue_is_being_looked_into_and_cannot_be_closed_by_hand(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (comment,) = comments_of(session, actor, consultation, TEXT)
    an_issue(session, actor, consultation, comment)
    assert standing_of(session, comment) is FeedbackStatus.BEING_CONSIDERED
    with pytest.raises(Conflict, match="points"), work(session, actor, NOW) as unit:
        move_feedback(unit, comment, FeedbackStatus.CLOSED)
    with pytest.raises(Conflict, match="points"), work(session, actor, NOW) as unit:
        answer_comment(unit, comment, text="Done.", close=True, **OFFICER)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, comment, text="We will.", **OFFICER)
    assert standing_of(session, comment) is FeedbackStatus.ANSWERED


def test_points_leave_an_issue_but_never_the_last_one(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(
        session, actor, consultation, *comments_of(session, actor, consultation, "A.", "B.")
    )
    one, two = points_in(session, issue)
    with work(session, actor, NOW) as unit:
        assert leave_issue(unit, issue, [one]) == 1
    for last in (leave_issue, lambda unit, of, ids: split_issue(unit, of, uuid4(), "New", ids)):
        with pytest.raises(Conflict, match="at least one"), work(session, actor, NOW) as unit:
            last(unit, issue, [two])
    other = an_issue(session, actor, consultation)
    with pytest.raises(Conflict, match="at least one"), work(session, actor, NOW) as unit:
        join_issue(unit, other, [two])
    with work(session, actor, NOW) as unit:
        assert join_issue(unit, issue, [one]) == 1
        assert join_issue(unit, issue, [one]) == 0


def test_issues_merge_and_come_apart_again_without_losing_a_trace(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    one, two = (an_issue(session, actor, consultation, title=title) for title in ("A", "B"))
    (point,) = points_in(session, one)
    with work(session, actor, NOW) as unit:
        step = merge_issues(unit, one, two)
    assert session.get_one(Issue, one).merged_into_id == two
    assert len(points_in(session, two)) == 2
    with work(session, actor, NOW) as unit:
        undo_step(unit, step)
    assert points_in(session, one) == [point]
    assert session.get_one(Issue, one).status is IssueStatus.OPEN
    with pytest.raises(Conflict, match="undone before"), work(session, actor, NOW) as unit:
        undo_step(unit, step)
    deeds = select(IssueStep.deed).where(IssueStep.issue_id == one).order_by(IssueStep.position)
    assert session.scalars(deeds).all() == [Deed.MADE, Deed.MERGED, Deed.UNDONE]
    moves = select(func.count()).where(PointMove.point_id == point)
    assert session.scalar(moves) == 3


def test_an_issue_is_split_and_put_together_again(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(
        session, actor, consultation, *comments_of(session, actor, consultation, "A.", "B.")
    )
    one, two = points_in(session, issue)
    new = uuid4()
    for _ in range(2):
        with work(session, actor, NOW) as unit:
            assert split_issue(unit, issue, new, "Only B", [two]) == 2
    assert points_in(session, new) == [two]
    assert session.get_one(Issue, new).split_from_id == issue
    split = session.scalars(select(IssueStep.id).where(IssueStep.deed == Deed.SPLIT)).one()
    with work(session, actor, NOW) as unit:
        undo_step(unit, split)
    assert set(points_in(session, issue)) == {one, two}
    assert session.get_one(Issue, new).merged_into_id == issue


def test_a_step_is_not_undone_once_its_points_have_moved_on(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    one, two, three = (an_issue(session, actor, consultation, title=title) for title in "ABC")
    with work(session, actor, NOW) as unit:
        first = merge_issues(unit, one, two)
        second = merge_issues(unit, two, three)
    with pytest.raises(Conflict, match="moved on"), work(session, actor, NOW) as unit:
        undo_step(unit, first)
    with work(session, actor, NOW) as unit:
        undo_step(unit, second)
        undo_step(unit, first)
    assert len(points_in(session, one)) == 1


def test_what_is_settled_or_merged_is_left_alone(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    texts = comments_of(session, actor, consultation, "A.", "B.")
    done, other = (
        an_issue(session, actor, consultation, *texts),
        an_issue(session, actor, consultation),
    )
    disposed(session, actor, done)
    (one, _), (free,) = points_in(session, done), points_in(session, other)
    for change in (
        lambda unit: leave_issue(unit, done, [one]),
        lambda unit: split_issue(unit, done, uuid4(), "New", [one]),
        lambda unit: join_issue(unit, other, [one]),
        lambda unit: merge_issues(unit, done, other),
        lambda unit: merge_issues(unit, other, other),
    ):
        with pytest.raises(Conflict), work(session, actor, NOW) as unit:
            change(unit)
    with work(session, actor, NOW) as unit:
        merge_issues(unit, other, done)
    with pytest.raises(Conflict, match="joined to another"), work(session, actor, NOW) as unit:
        join_issue(unit, other, [free])


def test_nothing_is_merged_across_consultations(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    elsewhere = a_consultation(session, actor)
    here, there = an_issue(session, actor, consultation), an_issue(session, actor, elsewhere)
    (point,) = points_in(session, there)
    for change in (
        lambda unit: merge_issues(unit, here, there),
        lambda unit: join_issue(unit, here, [point]),
        lambda unit: keep_apart(unit, here, there),
        lambda unit: make_issue(
            unit, uuid4(), consultation, title="A", topic=None, point_ids=[point]
        ),
    ):
        with pytest.raises(Conflict, match="same consultation"), work(session, actor, NOW) as unit:
            change(unit)


def test_what_another_council_has_is_not_there(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    stranger = an_actor(an_authority(session, "leeds").id)
    theirs = a_consultation(session, stranger)
    mine, other = an_issue(session, stranger, theirs), an_issue(session, actor, consultation)
    (point,) = points_in(session, other)
    comment = a_comment(session, actor, consultation).comment_id
    step = session.scalars(select(IssueStep.id).where(IssueStep.issue_id == other)).one()
    for attack in (
        lambda unit: merge_issues(unit, mine, other),
        lambda unit: merge_issues(unit, other, mine),
        lambda unit: join_issue(unit, mine, [point]),
        lambda unit: leave_issue(unit, other, [point]),
        lambda unit: split_issue(unit, other, uuid4(), "A", [point]),
        lambda unit: rename_issue(unit, other, "Mine"),
        lambda unit: undo_step(unit, step),
        lambda unit: keep_apart(unit, other, mine),
        lambda unit: make_points(unit, comment, [TALL]),
        lambda unit: whole_points(unit, theirs, [comment]),
        lambda unit: make_issue(
            unit, uuid4(), consultation, title="A", topic=None, point_ids=[point]
        ),
    ):
        with pytest.raises(NotFound), work(session, stranger, NOW) as unit:
            attack(unit)
