"""Two councils with the same words in them: each query of one returns nothing of the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.evidence import comment, thread_count
from consultation.queries.comments import fate, thread
from consultation.queries.consultations import (
    consultation_cards,
    consultation_page,
    open_consultations,
    staff_cards,
    version_of,
)
from consultation.queries.figures import HomeFigures, home_figures
from consultation.queries.filters import CommentFilter
from consultation.queries.queue import Counted, Queue, queue_page
from consultation.queries.queue_tiles import queue_tiles
from consultation.rules.comments import Kind, Moderation
from consultation.rules.feedback import FeedbackStatus
from foundation.base.actor import Actor
from foundation.base.errors import NotFound
from foundation.base.references import code_digest
from foundation.base.work import Work, work
from tests.conftest import NOW
from tests.consultation.make import OFFICER, SECRET, a_comment, a_consultation
from tests.make import an_actor, an_authority

TODAY = NOW.date()

SLUG = "a-greener-high-street"


class Twin:
    """One council with a consultation and three comments, one of them answered."""

    def __init__(self, session: Session, slug: str) -> None:
        self.actor: Actor = an_actor(an_authority(session, slug).id)
        self.consultation: UUID = a_consultation(session, self.actor)
        early = NOW - timedelta(days=3)
        self.first = a_comment(session, self.actor, self.consultation, now=early)
        a_comment(session, self.actor, self.consultation, "Another.", kind=Kind.QUESTION)
        a_comment(session, self.actor, self.consultation, "Yes!", reply_to_ref=self.first.ref)
        with work(session, self.actor, NOW) as unit:
            answer_comment(unit, self.first.comment_id, text="We will.", **OFFICER)


@pytest.fixture
def twins(session: Session) -> tuple[Twin, Twin]:
    return Twin(session, "birmingham"), Twin(session, "solihull")


def test_what_belongs_to_one_is_not_there_for_the_other(
    session: Session, twins: tuple[Twin, Twin]
) -> None:
    one, other = twins
    mine = one.actor.authority_id
    assert thread(session, mine, other.first.ref) is None
    assert fate(session, mine, code_digest(SECRET, other.first.tracking_code)) is None
    theirs = CommentFilter(within=frozenset({other.consultation}))
    assert queue_page(session, mine, Queue(TODAY, filters=theirs)).rows == []
    assert comment(session, mine, other.first.ref) is None


def test_lists_and_figures_are_those_of_one_council(
    session: Session, twins: tuple[Twin, Twin]
) -> None:
    one, _ = twins
    mine = one.actor.authority_id
    assert len(open_consultations(session, mine, NOW)) == 1
    assert len(consultation_cards(session, mine, NOW).rows) == 1
    assert len(staff_cards(session, mine, NOW)) == 1
    assert len(queue_page(session, mine, Queue(TODAY)).rows) == 2
    assert queue_tiles(session, mine, Queue(TODAY), moderates=True).new == Counted(2, False)
    read = consultation_page(session, mine, SLUG, NOW)
    assert read is not None
    assert read.id == one.consultation
    assert thread_count(session, mine, SLUG) == 2
    assert version_of(session, mine, SLUG) == read.tally.version
    assert home_figures(session, mine, NOW) == HomeFigures(2, 0, 0.5, 3.0, 0, None)


def test_nobody_acts_on_the_comment_of_another_council(
    session: Session, twins: tuple[Twin, Twin]
) -> None:
    one, other = twins
    target = other.first.comment_id
    acts: list[Callable[[Work], Any]] = [
        lambda unit: agree(unit, target, voice_digest="v"),
        lambda unit: answer_comment(unit, target, text="No.", **OFFICER),
        lambda unit: move_feedback(unit, target, FeedbackStatus.CLOSED, None),
        lambda unit: set_moderation(unit, target, Moderation.HIDDEN),
    ]
    for act in acts:
        with pytest.raises(NotFound), work(session, one.actor, NOW) as unit:
            act(unit)
    with pytest.raises(NotFound):
        a_comment(session, one.actor, one.consultation, reply_to_ref=other.first.ref)


def test_late_comments_are_counted_from_the_promise_on(
    session: Session, twins: tuple[Twin, Twin]
) -> None:
    one, _ = twins
    figures = home_figures(session, one.actor.authority_id, NOW + timedelta(days=40))
    assert (figures.late, figures.oldest_late_days) == (1, 28)
    assert home_figures(session, an_authority(session, "walsall").id, NOW) == HomeFigures(
        0, 0, None, None, 0, None
    )
