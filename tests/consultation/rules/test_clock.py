from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from consultation.rules.clock import Promise, days_late, due_on, promise
from consultation.rules.comments import Kind
from consultation.rules.feedback import FeedbackStatus

SOON = promise("12345", comment=3, question=1, idea=2)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.QUESTION, date(2026, 11, 24)),
        (Kind.IDEA, date(2026, 11, 25)),
        (Kind.COMMENT, date(2026, 11, 26)),
    ],
)
def test_each_kind_has_a_target_of_its_own(kind: Kind, due: date) -> None:
    assert due_on(kind, datetime(2026, 11, 23, 9, tzinfo=UTC), SOON) == due


@pytest.mark.parametrize(
    ("said_at", "due"),
    [
        # Clocks go forward on 29 March 2026 at 01:00: half past eleven is still Saturday.
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 31)),
        # Clocks go back on 25 October 2026 at 01:00.
        (datetime(2026, 10, 24, 22, 59, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 27)),
    ],
)
def test_the_day_is_londons_in_the_nights_in_which_clocks_change(
    said_at: datetime, due: date
) -> None:
    assert due_on(Kind.QUESTION, said_at, SOON) == due


def test_a_council_that_has_set_nothing_answers_within_four_weeks_of_work() -> None:
    assert due_on(Kind.COMMENT, datetime(2026, 11, 2, 9, tzinfo=UTC), Promise()) == date(
        2026, 11, 30
    )


@pytest.mark.parametrize(
    ("status", "late"),
    [
        (FeedbackStatus.RECEIVED, 2),
        (FeedbackStatus.BEING_CONSIDERED, 2),
        (FeedbackStatus.ANSWERED, 0),
        (FeedbackStatus.CLOSED, 0),
        (FeedbackStatus.WITHDRAWN, 0),
    ],
)
def test_only_what_still_waits_is_late(status: FeedbackStatus, late: int) -> None:
    assert days_late(date(2026, 11, 20), status, date(2026, 11, 22)) == late
    assert days_late(date(2026, 11, 22), status, date(2026, 11, 22)) == 0
    assert days_late(None, status, date(2026, 11, 22)) == 0
