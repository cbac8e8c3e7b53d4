"""A round goes one way, moved by its chair, and says what is missing before each step."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from foundation.base.decisions import YES, Decision
from programme.rules import criteria
from programme.rules.rounds import (
    AFTER_SCORING,
    NEXT,
    REFUSALS,
    Facts,
    RoundState,
    WhyNot,
    may_move,
)
from tests.programme.rules.squares import steps

S = RoundState
READY = Facts(
    are_criteria_whole=YES,
    is_deadline_past=True,
    is_assessing=True,
    submissions=4,
    short_of_assessors=0,
    sheets_missing=0,
    flags_unsettled=0,
    is_tied=False,
)
ALLOWED = steps(
    S,
    """
setup > frozen
frozen > open
open > scoring_closed
scoring_closed > moderation
moderation > agreed
agreed > released
""",
)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_the_whole_square(before: S, after: S) -> None:
    assert ((before, after) in ALLOWED) is (after in NEXT[before])
    decision = may_move(before, after, READY, is_chair=True)
    assert bool(decision) is ((before, after) in ALLOWED)
    refused = may_move(before, after, READY, is_chair=False)
    assert refused.reason is (
        WhyNot.NOT_THE_CHAIR if (before, after) in ALLOWED else WhyNot.NO_SUCH_STEP
    )


UNEVEN = Decision(criteria.WhyNot.WEIGHTS_NOT_WHOLE)


@pytest.mark.parametrize(
    ("before", "after", "facts", "reason"),
    [
        (S.SETUP, S.FROZEN, replace(READY, are_criteria_whole=UNEVEN), UNEVEN.reason),
        (S.FROZEN, S.OPEN, replace(READY, is_deadline_past=False), WhyNot.DEADLINE_AHEAD),
        (S.FROZEN, S.OPEN, replace(READY, submissions=0), WhyNot.NOTHING_SENT),
        (S.FROZEN, S.OPEN, replace(READY, is_assessing=False), WhyNot.NOT_ASSESSING),
        (S.FROZEN, S.OPEN, replace(READY, short_of_assessors=1), WhyNot.TOO_FEW_CLEARED),
        (S.OPEN, S.SCORING_CLOSED, replace(READY, sheets_missing=1), WhyNot.SHEETS_MISSING),
        (S.MODERATION, S.AGREED, replace(READY, flags_unsettled=1), WhyNot.STILL_TO_TALK),
        (S.MODERATION, S.AGREED, replace(READY, is_tied=True), WhyNot.TIE_OPEN),
    ],
)
def test_a_step_says_what_is_missing(before: S, after: S, facts: Facts, reason: WhyNot) -> None:
    assert may_move(before, after, facts, is_chair=True).reason is reason


def test_every_reason_has_words_and_nothing_after_scoring_leads_back() -> None:
    assert set(REFUSALS) == set(WhyNot)
    assert all(NEXT[state] <= AFTER_SCORING for state in AFTER_SCORING)
