"""The figures of the loop are counted after changes, and say the same on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.jobs.loop import count_again
from consultation.models.consultations import Tally
from consultation.queries.loop import loop_figures
from consultation.rules.comments import Kind, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.loop import LoopCount, Part
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import standing_of
from tests.consultation.make import OFFICER, a_comment, a_consultation

OPENED = NOW - timedelta(days=60)


def whole(session: Session, consultation: UUID) -> LoopCount:
    figures = loop_figures(session, consultation)
    assert figures
    return figures.slices[Part.ALL, ""]


def answered(session: Session, actor: Actor, comment: UUID, at: datetime, **more: Any) -> None:
    with work(session, actor, at) as unit:
        answer_comment(unit, comment, text="We looked at it.", **OFFICER, **more)


def test_what_each_comment_went_through_is_counted(session: Session, actor: Actor) -> None:
    made = a_consultation(session, actor, opens_at=OPENED)
    early = NOW - timedelta(days=40)
    posted = [
        a_comment(
            session,
            actor,
            made,
            f"Shade {number}.",
            voice=str(number),
            now=early,
            topics=("light",),
        ).comment_id
        for number in range(12)
    ]
    for number, comment in enumerate(posted[:10]):
        answered(session, actor, comment, early + timedelta(days=7 * number), close=number < 4)
    a_comment(session, actor, made, "Why?", kind=Kind.QUESTION, topics=("noise",))
    assert count_again(session, NOW) == 1
    counted = whole(session, made)
    assert (counted.comments, counted.answered, counted.ended) == (13, 10, 4)
    assert counted.overdue == 2
    assert (counted.answer_half, counted.answer_most) == (20, 40)
    assert (counted.fate_half, counted.fate_most) == (5, 15)
    figures = loop_figures(session, made)
    assert figures
    assert (Part.TOPIC, "light") in figures.slices
    assert (Part.TOPIC, "noise") not in figures.slices


def test_a_reopened_comment_has_no_fate_but_was_answered(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    comment = a_comment(session, actor, consultation).comment_id
    answered(session, actor, comment, NOW, close=True)
    with work(session, actor, NOW) as unit:
        move_feedback(unit, comment, FeedbackStatus.BEING_CONSIDERED, "We look again.")
    assert standing_of(session, comment) is FeedbackStatus.BEING_CONSIDERED
    count_again(session, NOW)
    counted = whole(session, consultation)
    assert (counted.answered, counted.ended) == (1, 0)


def test_what_is_hidden_is_not_counted_and_what_is_held_is(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    kept = [a_comment(session, actor, consultation, text).comment_id for text in ("One.", "Two.")]
    for comment, moderation in zip(kept, (Moderation.HIDDEN, Moderation.HELD), strict=True):
        with work(session, actor, NOW) as unit:
            set_moderation(unit, comment, moderation, "A reason.")
    count_again(session, NOW)
    assert whole(session, consultation).comments == 1


def test_it_counts_again_only_after_a_change_or_a_new_day(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation)
    assert count_again(session, NOW) == 1
    later = NOW + timedelta(minutes=2)
    with at_most(1):
        assert count_again(session, later) == 0
    a_comment(session, actor, consultation, "Another.", now=later)
    assert count_again(session, later) == 1
    assert count_again(session, later) == 0
    a_comment(session, actor, consultation, "And one more.", now=later)
    assert count_again(session, later) == 0, "it rests for a minute while people write"
    assert count_again(session, later + timedelta(minutes=1)) == 1
    assert whole(session, consultation).comments == 3
    assert count_again(session, NOW + timedelta(days=1)) == 1


def test_pages_are_out_of_date_when_the_figures_changed_and_only_then(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation)
    count_again(session, NOW)
    version = session.get_one(Tally, consultation).version
    count_again(session, NOW + timedelta(days=1))
    session.rollback()
    assert session.get_one(Tally, consultation).version == version
    count_again(session, NOW + timedelta(days=31))
    session.rollback()
    assert session.get_one(Tally, consultation).version == version + 1
    assert whole(session, consultation).overdue == 1


def test_nobody_in_another_council_is_counted(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    other = a_consultation(session, actor, title="Bins")
    a_comment(session, actor, other)
    count_again(session, NOW)
    assert whole(session, consultation).comments == 0
