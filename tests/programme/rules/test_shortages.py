"""Too few submissions are told in time, and what could be done depends on the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.funnel import Step, one_in, steps_of
from programme.rules.matches import MatchState
from programme.rules.shortages import Advice, Moment, chances, counts, is_short
from programme.rules.submissions import SENT, SubmissionState

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=42)


def at(*days: int) -> list[datetime]:
    return [OPENS + timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("day", "sent", "short"),
    [
        (20, [], False),
        (21, [], True),
        (21, [3], False),
        (34, [3], False),
        (35, [3], True),
        (35, [3, 34], False),
        (41, [3, 36], False),
        (42, [3, 41], True),
        (42, [3, 36, 41], False),
    ],
)
def test_few_are_too_few_only_for_their_moment(day: int, sent: list[int], short: bool) -> None:
    assert is_short(OPENS, CLOSES, at(*sent), OPENS + timedelta(days=day)) is short


def test_each_moment_keeps_what_there_was_then() -> None:
    found = counts(OPENS, CLOSES, at(30, 40), CLOSES + timedelta(days=9))
    assert [(each.moment, each.submissions, each.is_low) for each in found] == [
        (Moment.HALFWAY, 0, True),
        (Moment.LAST_WEEK, 1, True),
        (Moment.CLOSED, 2, True),
    ]


def test_a_window_of_ten_days_has_no_last_week() -> None:
    found = counts(OPENS, OPENS + timedelta(days=10), [], CLOSES)
    assert [each.moment for each in found] == [Moment.HALFWAY, Moment.CLOSED]


@given(st.lists(st.integers(0, 41), max_size=8), st.integers(0, 60))
def test_what_was_counted_never_shrinks(days: list[int], today: int) -> None:
    found = counts(OPENS, CLOSES, at(*days), OPENS + timedelta(days=today))
    assert [each.submissions for each in found] == sorted(each.submissions for each in found)


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("elsewhere", [0, 7])
def test_more_time_needs_time_and_going_on_needs_the_end(is_open: bool, elsewhere: int) -> None:
    ways = chances(is_open=is_open, begun=2, not_begun=5, elsewhere=elsewhere, sent=1)
    found = {each.advice: each.firms for each in ways}
    assert (Advice.EXTEND in found) is (Advice.OUTREACH in found) is is_open
    assert (Advice.PROCEED in found) is not is_open
    assert found.get(Advice.REROUTE, 0) == elsewhere


@pytest.mark.parametrize("state", SubmissionState)
@pytest.mark.parametrize("match", [None, *MatchState])
def test_who_took_a_step_took_those_before_it(
    state: SubmissionState, match: MatchState | None
) -> None:
    order = [Step.STARTED, Step.SUBMITTED, Step.MATCHED, Step.IDENTIFIED, Step.PROCURED]
    for is_procured in (True, False):
        taken = steps_of(state, match, is_procured=is_procured)
        assert taken == set(order[: len(taken)])
    assert (Step.SUBMITTED in steps_of(state, None, is_procured=False)) is (state in SENT)


def test_twenty_one_of_528_is_one_in_twenty_five() -> None:
    assert one_in(21, 528) == 25
    assert one_in(0, 528) is None
    assert one_in(3, 0) is None
