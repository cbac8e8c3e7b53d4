"""A firm is asked where it helps, answers once, and nothing is moved that comes too late."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from programme.rules.challenges import ChallengeState
from programme.rules.reroutes import (
    BEFORE_SCORING,
    CAN_BE_ASKED,
    NEXT,
    REFUSALS,
    TAKES,
    Facts,
    RerouteState,
    WhyNot,
    may_answer,
    may_ask,
    may_reach,
)
from programme.rules.rounds import RoundState
from programme.rules.submissions import SubmissionState

GOOD = Facts(
    SubmissionState.SUBMITTED,
    is_same=False,
    was_asked=False,
    firm_is_there=False,
    sent_here=2,
    sent_there=4,
    challenge=ChallengeState.CLOSED_TO_APPLICATIONS,
    round_state=None,
)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (GOOD, None),
        (replace(GOOD, is_same=True), WhyNot.SAME_CHALLENGE),
        (replace(GOOD, was_asked=True), WhyNot.ASKED_BEFORE),
        (replace(GOOD, sent_there=3), WhyNot.NOT_CROWDED),
        (replace(GOOD, sent_here=3), WhyNot.ENOUGH),
        (replace(GOOD, firm_is_there=True), WhyNot.IS_THERE),
    ],
)
def test_a_firm_is_asked_only_where_it_helps(facts: Facts, reason: WhyNot | None) -> None:
    assert may_ask(facts).reason is reason


@pytest.mark.parametrize(
    ("state", "challenge", "round_state"),
    [
        *product(SubmissionState, [ChallengeState.ASSESSING], [None]),
        *product([SubmissionState.SUBMITTED], ChallengeState, [None, *RoundState]),
    ],
)
def test_the_whole_square_of_what_can_still_be_reached(
    state: SubmissionState, challenge: ChallengeState, round_state: RoundState | None
) -> None:
    facts = replace(GOOD, state=state, challenge=challenge, round_state=round_state)
    in_time = challenge in TAKES and (round_state is None or round_state in BEFORE_SCORING)
    assert bool(may_reach(facts)) is (state in CAN_BE_ASKED and in_time)


@pytest.mark.parametrize(("state", "agrees"), list(product(RerouteState, (True, False))))
def test_the_first_answer_counts_and_a_no_is_always_taken(
    state: RerouteState, agrees: bool
) -> None:
    late = replace(GOOD, round_state=RoundState.OPEN)
    assert bool(may_answer(state, GOOD, agrees=agrees)) is bool(NEXT[state])
    assert bool(may_answer(state, late, agrees=agrees)) is (bool(NEXT[state]) and not agrees)
    assert set(REFUSALS) == set(WhyNot)
