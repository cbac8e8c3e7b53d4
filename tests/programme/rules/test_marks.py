"""Marks are written alone, each with a reason, and stand still once they are sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.errors import Invalid
from programme.rules import conflicts
from programme.rules.assessors import AT_WORK, AssignmentState, may_move
from programme.rules.conflicts import ConflictState
from programme.rules.marks import (
    REFUSALS,
    Mark,
    WhyNot,
    checked_mark,
    is_complete,
    may_see_others,
    may_write,
)
from programme.rules.rounds import AFTER_SCORING, RoundState
from tests.clock import NOW
from tests.programme.rules.scores import CRITERIA

S = AssignmentState
OPEN, CLEARED = RoundState.OPEN, ConflictState.CLEARED
WHOLE = {each.code: Mark(3, "It says how.") for each in CRITERIA}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("round_state", list(RoundState))
@pytest.mark.parametrize("conflict", [None, *ConflictState])
def test_marks_are_written_only_at_work_in_an_open_round_and_cleared(
    state: S, round_state: RoundState, conflict: ConflictState | None
) -> None:
    decision = may_write(state, round_state=round_state, conflict=conflict, locked_at=None)
    assert bool(decision) is (state in AT_WORK and round_state is OPEN and conflict is CLEARED)
    locked = may_write(state, round_state=round_state, conflict=conflict, locked_at=NOW)
    assert locked.reason is WhyNot.LOCKED


def test_the_refusal_says_why() -> None:
    def reason(state: S, round_state: RoundState, conflict: ConflictState | None) -> object:
        return may_write(state, round_state=round_state, conflict=conflict, locked_at=None).reason

    assert reason(S.SUBMITTED, OPEN, CLEARED) is WhyNot.LOCKED
    assert reason(S.SCORING, RoundState.MODERATION, CLEARED) is WhyNot.NOT_OPEN
    assert reason(S.SCORING, OPEN, ConflictState.DECLARED) is conflicts.WhyNot.NOT_CLEARED
    assert reason(S.CONFLICT_CLEARED, OPEN, CLEARED) is WhyNot.NOT_AT_WORK
    assert set(REFUSALS) == set(WhyNot)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (WHOLE, None),
        (WHOLE | {"fit": Mark(None, "No users yet.")}, None),
        ({"fit": WHOLE["fit"]}, WhyNot.MARK_MISSING),
        (WHOLE | {"fit": Mark(5, " ")}, WhyNot.REASON_MISSING),
        (WHOLE | {"fit": Mark(None, "")}, WhyNot.REASON_MISSING),
        ({each.code: Mark(None, "Not ours.") for each in CRITERIA}, WhyNot.NOTHING_APPLIES),
    ],
)
def test_a_sheet_is_sent_whole(marks: dict[str, Mark], reason: WhyNot | None) -> None:
    assert is_complete(marks, CRITERIA).reason is reason


@pytest.mark.parametrize(
    ("own", "round_state", "reason"),
    [
        ([S.SCORING], OPEN, WhyNot.OWN_NOT_IN),
        ([S.SUBMITTED, S.SCORING], OPEN, WhyNot.OWN_NOT_IN),
        ([S.SUBMITTED, S.RETURNED], OPEN, WhyNot.OWN_NOT_IN),
        ([S.SUBMITTED, S.SUBMITTED, S.WITHDRAWN], OPEN, None),
        ([S.SUBMITTED], RoundState.MODERATION, None),
        ([S.DECLINED], OPEN, WhyNot.NOT_ASSIGNED),
        ([], RoundState.RELEASED, WhyNot.NOT_ASSIGNED),
    ],
)
def test_others_are_seen_once_all_of_ones_own_are_in(
    own: list[S], round_state: RoundState, reason: WhyNot | None
) -> None:
    assert may_see_others(own, round_state).reason is reason


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Mark(6, "Too good"), "value"),
        (Mark(-1, "Too bad"), "value"),
        (Mark(3, "..."), "reason"),
        (Mark(None, ""), "reason"),
        (Mark(3, "x" * 9_999), "reason"),
    ],
)
def test_a_mark_is_on_its_scale_and_has_a_reason(draft: Mark, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_mark(draft, CRITERIA[0])
    assert list(refused.value.fields) == [field]
    assert checked_mark(Mark(0, " No plan. "), CRITERIA[0]) == Mark(0, "No plan.")


@given(st.lists(st.sampled_from(S)), st.lists(st.sampled_from(RoundState)))
def test_whatever_is_tried_a_sent_sheet_changes_only_when_it_is_returned_in_an_open_round(
    tried: list[S], rounds: list[RoundState]
) -> None:
    state = S.SUBMITTED
    for after, round_state in zip(tried, rounds, strict=False):
        if may_move(state, after, round_state=round_state, conflict=CLEARED):
            if state is S.SUBMITTED and after in AT_WORK:
                assert round_state not in AFTER_SCORING
            state = after
        may = may_write(state, round_state=round_state, conflict=CLEARED, locked_at=None)
        assert not (may and state is S.SUBMITTED)
