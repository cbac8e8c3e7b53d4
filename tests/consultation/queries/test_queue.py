"""The queue: which part of it holds what, in which order, and how little a long one asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.models.comments import Comment
from consultation.queries.filters import CommentFilter
from consultation.queries.queue import (
    MOST_COUNTED,
    Counted,
    Queue,
    QueueRow,
    RowIssue,
    queue_count,
    queue_page,
)
from consultation.queries.queue_tiles import queue_tiles
from consultation.rules.comments import Kind, Lane, Moderation, Speaker, Stance
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.queue import KEPT_BACK, Show
from foundation.base.actor import Actor
from foundation.base.errors import Malformed
from foundation.base.paging import cursor_of
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_issue, comments_of
from tests.consultation.make import OFFICER, a_comment
from tests.plans import plan_of

SOME_ID = str(UUID(int=7))
TODAY = NOW.date()
STATES = (
    FeedbackStatus.RECEIVED,
    FeedbackStatus.BEING_CONSIDERED,
    FeedbackStatus.ANSWERED,
    FeedbackStatus.CLOSED,
)


def many(session: Session, actor: Actor, consultation: UUID, number: int) -> None:
    """Add *number* comments at once, a fifth of them late, every fiftieth kept back."""
    rows: list[dict[str, Any]] = []
    for count in range(number):
        id_ = uuid4()
        rows.append(
            {
                "id": id_,
                "authority_id": actor.authority_id,
                "consultation_id": consultation,
                "ref": id_.hex[:12],
                "thread_id": id_,
                "depth": 0,
                "speaker": Speaker.PUBLIC,
                "kind": list(Kind)[count % 3],
                "stance": list(Stance)[count % 4],
                "text": f"Comment {count}",
                "feedback_status": STATES[count % 4],
                "moderation": Moderation.VISIBLE if count % 50 else Moderation.HELD,
                "agreed": 0,
                "replies": 0,
                "posted_at": NOW - timedelta(minutes=count),
                "due_on": TODAY + timedelta(days=count % 20 - 4),
            }
        )
    session.execute(insert(Comment), rows)
    session.execute(text("ANALYZE"))
    session.commit()


def walk(session: Session, authority_id: UUID, asked: Queue, limit: int = 7) -> list[QueueRow]:
    rows: list[QueueRow] = []
    after = None
    while True:
        page = queue_page(session, authority_id, asked, after, limit)
        rows += page.rows
        after = page.next
        if after is None:
            return rows
        assert len(page.rows) == limit


@pytest.mark.parametrize("show", list(Show))
def test_each_part_holds_its_comments_once_the_first_due_first(
    session: Session, actor: Actor, consultation: UUID, show: Show
) -> None:
    many(session, actor, consultation, 300)
    back = KEPT_BACK.get(show, Moderation.VISIBLE)
    rows = walk(session, actor.authority_id, Queue(TODAY, show, CommentFilter(moderation=back)))
    keys = [(row.due_on or TODAY, row.comment.posted_at) for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) == len(expected(session, show, back))
    assert {row.comment.id for row in rows} == expected(session, show, back)


def expected(session: Session, show: Show, back: Moderation) -> set[UUID]:
    """Return what a part of the queue holds, worked out another way."""
    waits = {FeedbackStatus.RECEIVED, FeedbackStatus.BEING_CONSIDERED}
    wanted: dict[Show, Callable[[Comment], bool]] = {
        Show.WAITING: lambda one: one.feedback_status in waits,
        Show.OVERDUE: lambda one: one.feedback_status in waits and (one.due_on or TODAY) < TODAY,
        Show.HELD: lambda _one: True,
        Show.HIDDEN: lambda _one: True,
    }
    fits = wanted.get(show) or (lambda one: one.feedback_status.value == show.value)
    everything = session.scalars(select(Comment).where(Comment.moderation == back))
    return {one.id for one in everything if fits(one)}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (CommentFilter(kind=Kind.QUESTION), lambda row: row.kind is Kind.QUESTION),
        (CommentFilter(stance=Stance.OBJECT), lambda row: row.stance is Stance.OBJECT),
        (CommentFilter(lane=Lane.REPRESENTATION), lambda row: row.lane is Lane.REPRESENTATION),
        (CommentFilter(ward_code="E05"), lambda _row: False),
        (CommentFilter(topic="noise"), lambda row: "noise" in row.topics),
    ],
)
def test_filters_narrow_the_list_and_its_count_alike(
    session: Session,
    actor: Actor,
    consultation: UUID,
    filters: CommentFilter,
    fits: Callable[[Any], bool],
) -> None:
    many(session, actor, consultation, 60)
    a_comment(session, actor, consultation, "Too loud.", topics=("noise",))
    asked = Queue(TODAY, filters=filters)
    rows = walk(session, actor.authority_id, asked)
    assert all(fits(row.comment) for row in rows)
    assert queue_count(session, actor.authority_id, asked) == Counted(len(rows), is_more=False)


def test_a_row_tells_how_many_comments_make_its_point(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    made = comments_of(session, actor, consultation, "Shade!", "So much shade.", "Alone.")
    an_issue(session, actor, consultation, *made[:2], title="Shade on gardens")
    issues = {row.comment.id: row.issue for row in walk(session, actor.authority_id, Queue(TODAY))}
    shade = RowIssue(1, "Shade on gardens", 2)
    assert issues == {made[0]: shade, made[1]: shade, made[2]: None}


def test_official_answers_and_what_was_withdrawn_wait_for_nobody(
    session: Session, actor: Actor, consultation: UUID
) -> None:

    posted = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, posted.comment_id, text="Yes.", **OFFICER)
    session.execute(update(Comment).values(feedback_status=FeedbackStatus.WITHDRAWN))
    session.commit()
    for show in Show:
        assert walk(session, actor.authority_id, Queue(TODAY, show)) == []


def test_the_tiles_count_what_they_lead_to(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    many(session, actor, consultation, 300)
    found = queue_tiles(session, actor.authority_id, Queue(TODAY), moderates=True)
    visible = Moderation.VISIBLE
    assert found.overdue.number == len(expected(session, Show.OVERDUE, visible)) > 0
    assert found.new.number == len(expected(session, Show.RECEIVED, visible)) > 0
    assert found.held == Counted(6, is_more=False)
    assert found.oldest_due == TODAY - timedelta(days=4)
    unseen = queue_tiles(session, actor.authority_id, Queue(TODAY), moderates=False)
    assert unseen.held is None


def test_five_thousand_comments_ask_no_more_statements_than_ten(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    for number in (10, 5_000):
        many(session, actor, consultation, number)
        for show in (Show.WAITING, Show.OVERDUE, Show.CLOSED):
            with at_most(8):
                page = queue_page(session, actor.authority_id, Queue(TODAY, show))
                queue_tiles(session, actor.authority_id, Queue(TODAY, show), moderates=True)
                total = queue_count(session, actor.authority_id, Queue(TODAY, show))
    assert page.next is not None
    assert total == Counted(MOST_COUNTED, is_more=True)
    with at_most(6):
        queue_page(session, actor.authority_id, Queue(TODAY), page.next)


@pytest.mark.parametrize(
    ("show", "index"),
    [
        (Show.WAITING, "ix_comment_due"),
        (Show.OVERDUE, "ix_comment_due"),
        (Show.CLOSED, "ix_comment_due"),
        (Show.HELD, "ix_comment_kept_back"),
    ],
)
def test_a_page_is_read_from_an_index(
    session: Session, actor: Actor, consultation: UUID, show: Show, index: str
) -> None:
    many(session, actor, consultation, 2_000)
    back = KEPT_BACK.get(show, Moderation.VISIBLE)
    asked = Queue(TODAY, show, CommentFilter(moderation=back))
    plan = plan_of(session, lambda: queue_page(session, actor.authority_id, asked))
    assert index in plan
    assert "Seq Scan on comment" not in plan
    assert "SCAN comment" not in plan


@pytest.mark.parametrize(
    "after",
    [
        "not a cursor",
        cursor_of("2026-01-01", SOME_ID),
        cursor_of("2026-01-01", NOW.isoformat(), "no id"),
        cursor_of("2026-01-01", "0001-01-01T00:00:00+14:00", SOME_ID),
        cursor_of("soon", NOW.isoformat(), SOME_ID),
    ],
)
def test_a_broken_link_to_the_next_page_is_said_to_be_broken(session: Session, after: str) -> None:
    with pytest.raises(Malformed, match="next page"):
        queue_page(session, uuid4(), Queue(date(2026, 1, 1)), after)
