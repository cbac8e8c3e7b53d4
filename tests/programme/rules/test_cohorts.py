"""Seats move by their table, marks by theirs, and the curves tell how many are still there."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foundation.base.errors import Invalid
from programme.rules import attendance, cohorts, tellings
from programme.rules.attendance import MARKS, Came, Risk, of_a_week, percent_there, risk_of
from programme.rules.cohorts import BY_HAND, SeatState, Side, settled, week_of
from programme.rules.retention import Point, Stay, curve, lost_in
from programme.rules.sessions import SessionDraft, SessionKind, checked_session
from programme.rules.tellings import Means, TellingDraft, TellingState, checked_telling
from tests.clock import NOW
from tests.programme.rules.squares import steps

SEATS = """
invited > onboarded dropped
onboarded > active dropped
active > at_risk completed dropped
at_risk > active completed dropped
"""
CAME = """
invited > accepted attended partial absent excused
accepted > attended partial absent excused
attended > partial absent excused
partial > attended absent excused
absent > attended partial excused
excused > attended partial absent
"""
TELLINGS = """
not_shared > shared private
private > shared
"""
ONE, TWO = UUID(int=1), UUID(int=2)
A, P, X, E, I = Came.ATTENDED, Came.PARTIAL, Came.ABSENT, Came.EXCUSED, Came.INVITED  # noqa: E741


@pytest.mark.parametrize(("before", "after"), [*product(SeatState, SeatState)])
def test_a_seat_moves_only_by_its_table_and_by_hand_only_where_nothing_else_moves_it(
    before: SeatState, after: SeatState
) -> None:
    may = cohorts.may_move(before, after, "Lost its lead developer.")
    assert bool(may) is ((before, after) in steps(SeatState, SEATS) and after in BY_HAND)


def test_nobody_is_said_to_have_left_without_a_reason() -> None:
    decision = cohorts.may_move(SeatState.ACTIVE, SeatState.DROPPED, " - ")
    assert decision.reason is cohorts.WhyNot.NO_REASON


@pytest.mark.parametrize(("state", "has_come", "is_at_risk"), [*product(SeatState, (0, 1), (0, 1))])
def test_what_follows_from_attendance_is_never_a_step_of_its_own_making(
    state: SeatState, has_come: int, is_at_risk: int
) -> None:
    after = settled(state, has_come=bool(has_come), is_at_risk=bool(is_at_risk))
    table = cohorts.NEXT
    onward = table[state] | {step for each in table[state] for step in table[each]}
    assert after is state or after in onward
    assert after not in {SeatState.COMPLETED, SeatState.DROPPED} or after is state


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({}, None),
        ({"is_there": True}, cohorts.WhyNot.SEATED_ALREADY),
        ({"firms": 3}, cohorts.WhyNot.FULL),
        ({"firms": 3, "side": Side.COUNCIL}, None),
        ({"is_over": True}, cohorts.WhyNot.OVER),
    ],
)
def test_a_seat_is_given_once_and_to_three_firms_of_a_challenge(
    asked: dict[str, object], reason: cohorts.WhyNot | None
) -> None:
    given_ = {"is_there": False, "firms": 2, "side": Side.FIRM, "is_over": False} | asked
    assert cohorts.may_seat(**given_).reason is reason  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "after"), [*product(Came, Came)])
def test_who_came_is_written_down_by_its_table_once_the_session_has_begun(
    before: Came, after: Came
) -> None:
    follows = before is after or (before, after) in steps(Came, CAME)
    assert bool(attendance.may_mark(before, after, starts_at=NOW, now=NOW)) is follows
    early = attendance.may_mark(before, after, starts_at=NOW, now=NOW - timedelta(microseconds=1))
    is_ahead = before is after or after in {Came.ACCEPTED, Came.EXCUSED}
    assert bool(early) is (follows and is_ahead)


@pytest.mark.parametrize(
    ("marks", "late", "risk"),
    [
        ((), 0, None),
        ((A, X), 0, Risk.ABSENT),
        ((X, A), 0, None),
        ((A, X, I), 0, Risk.ABSENT),
        ((P, P), 0, Risk.TWICE_NOT_WHOLE),
        ((X, P), 0, Risk.TWICE_NOT_WHOLE),
        ((P, E), 0, None),
        ((P,), 0, None),
        ((A,), 7, None),
        ((A,), 8, Risk.LATE),
    ],
)
def test_somebody_is_at_risk_for_one_reason_that_can_be_said(
    marks: tuple[Came, ...], late: int, risk: Risk | None
) -> None:
    assert risk_of(marks, late) is risk


@pytest.mark.parametrize(
    ("marks", "cell", "percent"),
    [
        ((), None, None),
        ((I,), None, None),
        ((A, I), A, 100),
        ((E,), E, None),
        ((A, E), A, 100),
        ((A, X), P, 50),
        ((X, X), X, 0),
        ((P, A, X), P, 66),
    ],
)
def test_a_week_is_one_cell_and_who_was_excused_is_in_no_share(
    marks: tuple[Came, ...], cell: Came | None, percent: int | None
) -> None:
    assert of_a_week(marks) is cell
    assert percent_there(marks) == percent


@pytest.mark.parametrize(
    ("stay", "week"),
    [
        (Stay(1, ((1, A), (2, X))), None),
        (Stay(1, ((1, A), (2, X), (3, X))), 2),
        (Stay(1, ((1, A), (2, X), (3, X), (4, A))), None),
        (Stay(1, ((1, A), (2, X), (3, E), (4, X))), 2),
        (Stay(1, ((1, A), (2, X), (3, I))), None),
        (Stay(1, ((1, A),), left=4), 4),
        (Stay(3, ((3, X), (4, X)), left=9), 3),
    ],
)
def test_somebody_is_lost_where_they_left_or_stayed_away_to_the_end(
    stay: Stay, week: int | None
) -> None:
    assert lost_in(stay) == week


def test_the_curve_falls_by_who_is_lost_among_those_who_were_there() -> None:
    stays = [Stay(1, left=3), Stay(1), Stay(1), Stay(1, left=4), Stay(4)]
    assert curve(stays, 4) == (
        Point(1, 4, 4, Fraction(1)),
        Point(2, 4, 4, Fraction(1)),
        Point(3, 3, 4, Fraction(3, 4)),
        Point(4, 3, 5, Fraction(9, 16)),
    )
    assert curve([Stay(2)], 2) == (Point(2, 1, 1, Fraction(1)),)


STAYS = some.builds(
    Stay,
    some.integers(1, 6),
    some.lists(some.tuples(some.integers(1, 9), some.sampled_from(Came)), max_size=6).map(
        lambda marks: tuple(sorted(marks, key=lambda each: each[0]))
    ),
    some.none() | some.integers(1, 9),
)


@given(some.lists(STAYS, max_size=8))
def test_a_curve_never_rises_and_stays_between_nobody_and_everybody(stays: list[Stay]) -> None:
    points = curve(stays, 9)
    shares = [point.share for point in points]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= point.share <= 1 and 0 <= point.still <= point.of for point in points)


@pytest.mark.parametrize(("before", "after"), [*product(TellingState, TellingState)])
def test_a_line_of_the_ledger_moves_by_its_table(before: TellingState, after: TellingState) -> None:
    follows = (before, after) in steps(TellingState, TELLINGS)
    if after is TellingState.SHARED:
        assert bool(tellings.may_share(before)) is follows
    if after is TellingState.PRIVATE:
        assert bool(tellings.may_keep_private(before, ONE, TWO)) is follows
        assert not tellings.may_keep_private(before, ONE, ONE)
        assert not tellings.may_keep_private(before, None, None)
    assert (after in tellings.NEXT[before]) is follows


TOLD = TellingDraft("Which system we use.", Means.CALL, NOW.date(), ONE)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TellingDraft(" ", Means.CALL, NOW.date(), ONE), "words"),
        (TellingDraft("x" * 2001, Means.CALL, NOW.date(), ONE), "words"),
        (TellingDraft("Yes.", None, NOW.date(), ONE), "means"),
        (TellingDraft("Yes.", Means.CALL, NOW.date()), "seat"),
        (TellingDraft("Yes.", Means.TOGETHER, NOW.date(), ONE), "seat"),
        (TellingDraft("Yes.", Means.CALL, None, ONE), "told_on"),
        (TellingDraft("Yes.", Means.CALL, NOW.date() + timedelta(1), ONE), "told_on"),
    ],
)
def test_what_was_said_needs_words_a_means_a_firm_and_a_day_that_has_come(
    draft: TellingDraft, field: str
) -> None:
    assert checked_telling(TOLD, NOW.date()) == TOLD
    with pytest.raises(Invalid) as wrong:
        checked_telling(draft, NOW.date())
    assert set(wrong.value.fields) == {field}


@pytest.mark.parametrize(
    ("kind", "seat", "fields"),
    [
        (SessionKind.WORKSHOP, None, set()),
        (SessionKind.ONE_TO_ONE, ONE, set()),
        (SessionKind.ONE_TO_ONE, None, {"seat"}),
        (SessionKind.LAUNCH, ONE, {"seat"}),
        (None, None, {"kind"}),
    ],
)
def test_one_firm_is_asked_to_a_one_to_one_and_to_nothing_else(
    kind: SessionKind | None, seat: UUID | None, fields: set[str]
) -> None:
    draft = SessionDraft(kind, "Session", NOW, 60, seat_id=seat)
    if not fields:
        assert checked_session(draft) == draft
        return
    with pytest.raises(Invalid) as wrong:
        checked_session(draft)
    assert set(wrong.value.fields) == fields


@pytest.mark.parametrize(("days", "week"), [(-1, 0), (0, 1), (6, 1), (7, 2), (62, 9)])
def test_the_launch_day_lies_in_the_first_week(days: int, week: int) -> None:
    launch = date(2027, 1, 24)
    assert week_of(launch, launch + timedelta(days)) == week


@pytest.mark.parametrize("mark", MARKS)
def test_what_can_be_written_down_can_be_put_right(mark: Came) -> None:
    assert attendance.NEXT[mark] == set(MARKS) - {mark}
