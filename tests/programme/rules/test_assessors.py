"""An assessor is apart from firm and chair, cleared before reading, and scores while it is open."""

from __future__ import annotations

from itertools import product
from uuid import UUID, uuid4

import pytest

from foundation.base.decisions import Decision
from programme.rules import conflicts
from programme.rules.assessors import (
    AT_WORK,
    NEXT,
    OUT,
    READS,
    REFUSALS,
    AssignmentState,
    Bars,
    WhyNot,
    may_assign,
    may_move,
    may_read,
)
from programme.rules.conflicts import ConflictState
from programme.rules.rounds import AFTER_SCORING, RoundState
from tests.programme.rules.squares import steps

S = AssignmentState
R = RoundState
CLEARED = ConflictState.CLEARED
CHAIR, FOUNDER, MENTOR, GIVEN, OTHER = (uuid4() for _ in range(5))
BARS = Bars(CHAIR, frozenset({FOUNDER}), frozenset({MENTOR}), frozenset({GIVEN}))
ALLOWED = steps(
    S,
    """
created > invited withdrawn
invited > accepted declined withdrawn
accepted > conflict_cleared declined withdrawn
conflict_cleared > scoring accepted declined withdrawn
scoring > submitted accepted declined withdrawn
submitted > returned withdrawn
returned > submitted accepted withdrawn
""",
)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_the_whole_square(before: S, after: S) -> None:
    assert ((before, after) in ALLOWED) is (after in NEXT[before])
    decision = may_move(before, after, round_state=R.OPEN, conflict=CLEARED)
    assert bool(decision) is ((before, after) in ALLOWED)


@pytest.mark.parametrize(("before", "after"), sorted(ALLOWED))
@pytest.mark.parametrize("conflict", [None, ConflictState.DECLARED, ConflictState.BARRED])
def test_an_assessor_with_a_conflict_neither_starts_nor_sends(
    before: S, after: S, conflict: ConflictState | None
) -> None:
    decision = may_move(before, after, round_state=R.OPEN, conflict=conflict)
    is_work = after in {S.CONFLICT_CLEARED, S.SCORING, S.SUBMITTED, S.RETURNED}
    assert bool(decision) is not is_work
    if is_work:
        assert isinstance(decision.reason, conflicts.WhyNot)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("conflict", [None, *ConflictState])
def test_a_submission_is_closed_until_the_conflict_is_cleared(
    state: S, conflict: ConflictState | None
) -> None:
    assert bool(may_read(state, conflict)) is (conflict is CLEARED and state in READS)


@pytest.mark.parametrize("round_state", [each for each in R if each is not R.OPEN])
def test_nobody_scores_outside_the_open_round(round_state: R) -> None:
    for before, after in ((S.CONFLICT_CLEARED, S.SCORING), (S.SCORING, S.SUBMITTED)):
        decision = may_move(before, after, round_state=round_state, conflict=CLEARED)
        assert decision == Decision(WhyNot.NOT_OPEN)


def test_marks_are_not_returned_to_somebody_who_saw_those_of_others() -> None:
    for saw_others, reason in ((True, WhyNot.SAW_OTHERS), (False, None)):
        decision = may_move(
            S.SUBMITTED,
            S.RETURNED,
            round_state=R.OPEN,
            conflict=CLEARED,
            saw_others=saw_others,
        )
        assert decision.reason is reason


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (CHAIR, WhyNot.CHAIR_DOES_NOT_SCORE),
        (FOUNDER, WhyNot.OF_THE_FIRM),
        (MENTOR, WhyNot.MENTORS_THE_FIRM),
        (GIVEN, WhyNot.ASSIGNED_ALREADY),
        (OTHER, None),
    ],
)
def test_who_cannot_be_given_a_submission(person: UUID, reason: WhyNot | None) -> None:
    assert may_assign(person, BARS, R.FROZEN).reason is reason


def test_nobody_joins_after_scoring() -> None:
    for state in R:
        expected = WhyNot.SCORING_OVER if state in AFTER_SCORING else None
        assert may_assign(OTHER, BARS, state).reason is expected
    assert set(REFUSALS) == set(WhyNot)
    assert not OUT & AT_WORK
