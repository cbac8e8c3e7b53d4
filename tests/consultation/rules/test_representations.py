"""Formal comments: what they need, until when, and what of their authors everybody reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consultation.rules.comments import Lane, Moderation
from consultation.rules.consultations import (
    LISTENING,
    TAKES_FORMAL,
    ConsultationKind,
    ConsultationStatus,
    WhyNot,
    Window,
    is_over,
    may_comment,
    takes_late,
)
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.representations import (
    LONGEST_ADDRESS,
    Published,
    checked_signatory,
    first_lane,
    keeps_promise,
    may_become_formal,
    may_represent,
    published,
)
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.errors import Invalid

C = ConsultationStatus
OPENS = datetime(2026, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2026, 4, 1, 23, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
ANN = Signatory("Ann Example", "1 Invented Row\nBirmingham", "B9 5QT")


@pytest.mark.parametrize("status", list(C))
@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("now", [OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES], ids=str)
def test_late_comments_are_taken_until_the_decision_where_the_council_says_so(
    status: C, late: bool, now: datetime
) -> None:
    window = Window(status, OPENS, CLOSES, late)
    in_time = status in {C.SCHEDULED, C.OPEN} and OPENS <= now < CLOSES
    taken_late = late and status in LISTENING and now >= OPENS
    assert bool(may_comment(window, now)) is (in_time or taken_late)
    if may_comment(window, now):
        assert is_over(window, now) is not in_time


@pytest.mark.parametrize("kind", list(ConsultationKind))
def test_the_law_knows_formal_and_late_comments_on_some_kinds_only(kind: ConsultationKind) -> None:
    is_formal = kind in TAKES_FORMAL
    decision = may_represent(kind, Window(C.OPEN, OPENS, CLOSES), OPENS)
    assert decision.reason is (None if is_formal else WhyNot.NO_FORMAL_COMMENTS)
    assert takes_late(kind, late_comments=True) is is_formal
    assert not takes_late(kind, late_comments=False)


@pytest.mark.parametrize("status", list(FeedbackStatus))
@pytest.mark.parametrize("moderation", list(Moderation))
@pytest.mark.parametrize("depth", [0, 1])
def test_a_comment_becomes_formal_unless_it_is_a_reply_hidden_or_taken_back(
    status: FeedbackStatus, moderation: Moderation, depth: int
) -> None:
    may = may_become_formal(depth, status, moderation)
    refused = depth > 0 or status is FeedbackStatus.WITHDRAWN or moderation is Moderation.HIDDEN
    assert bool(may) is not refused


@pytest.mark.parametrize(
    ("publishing", "shown"),
    [
        (Publishing.NAME_AND_ADDRESS, Published(ANN.name, "1 Invented Row, Birmingham, B9 5QT")),
        (Publishing.NAME_ONLY, Published(ANN.name)),
        (Publishing.NEITHER, Published()),
        (Publishing.NOTHING, Published(is_withheld=True)),
    ],
)
def test_no_more_is_published_than_the_policy_says(
    publishing: Publishing, shown: Published
) -> None:
    assert published(publishing, ANN) == shown


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Signatory(" \u200b", "1 Row", "B9 5QT"), "name"),
        (Signatory("x" * 81, "1 Row", "B9 5QT"), "name"),
        (Signatory("Birmingham City C0uncil", "1 Row", "B9 5QT"), "name"),
        (Signatory("Ann", "\n,\n", "B9 5QT"), "address"),
        (Signatory("Ann", "x" * (LONGEST_ADDRESS + 1), "B9 5QT"), "address"),
        (Signatory("Ann", "1 Row", "B9"), "postcode"),
        (Signatory("Ann", "1 Row", "\x00\ud800"), "postcode"),
    ],
)
def test_who_cannot_be_written_to_cannot_sign(given: Signatory, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_signatory(given, "Birmingham City Council")
    assert list(refused.value.fields) == [field]


def test_a_parish_council_signs_as_itself_and_lines_are_tidied() -> None:
    given = Signatory("  Bordesley  Parish Council ", "1 Row,\r\n\r\n Town ", "b95qt")
    tidy = checked_signatory(given, "Birmingham City Council")
    assert tidy == Signatory("Bordesley Parish Council", "1 Row\nTown", "B9 5QT")


@pytest.mark.parametrize("kind", list(ConsultationKind))
def test_giving_a_view_begins_formally_on_planning_applications_alone(
    kind: ConsultationKind,
) -> None:
    is_formal = kind is ConsultationKind.PLANNING_APPLICATION
    assert first_lane(kind) is (Lane.REPRESENTATION if is_formal else Lane.DIALOGUE)
    assert kind in TAKES_FORMAL or not is_formal


@pytest.mark.parametrize("promised", [None, *Publishing])
@pytest.mark.parametrize("policy", list(Publishing))
def test_a_promise_is_kept_only_by_the_policy_that_was_told(
    promised: Publishing | None, policy: Publishing
) -> None:
    assert keeps_promise(promised, policy) is (promised is None or promised is policy)
