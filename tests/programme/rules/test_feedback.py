"""Feedback goes out once, by a second person, with words on everything and on nobody else."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from programme.rules.challenges import ChallengeState
from programme.rules.feedback import (
    NEXT,
    NOT_CHOSEN,
    REFUSALS,
    STILL_IN_RESERVE,
    Facts,
    FeedbackState,
    WhyNot,
    drafted,
    may_release,
)
from programme.rules.submissions import SubmissionState

S = FeedbackState
WRITER, SECOND = UUID(int=1), UUID(int=2)
READY = Facts(
    S.DRAFT,
    SubmissionState.UNSUCCESSFUL,
    ChallengeState.MATCHED,
    frozenset({WRITER}),
    ("It fits.", "It is new."),
    ("Lantern Labs Ltd",),
)


def test_it_goes_forward_only() -> None:
    allowed = {(before, after) for before in S for after in NEXT[before]}
    assert allowed == {(S.DRAFT, S.RELEASED), (S.RELEASED, S.READ)}
    assert set(REFUSALS) == set(WhyNot)


def test_a_second_person_releases_what_has_words() -> None:
    assert may_release(READY, SECOND)


@pytest.mark.parametrize(
    ("facts", "who", "reason"),
    [
        (replace(READY, state=S.RELEASED), SECOND, WhyNot.NO_SUCH_STEP),
        (replace(READY, state=S.READ), SECOND, WhyNot.NO_SUCH_STEP),
        (READY, WRITER, WhyNot.SAME_PERSON),
        (READY, None, WhyNot.SAME_PERSON),
        (replace(READY, words=()), SECOND, WhyNot.WORDS_MISSING),
        (replace(READY, words=("It fits.", " … ")), SECOND, WhyNot.WORDS_MISSING),
        (replace(READY, words=("As good as lantern labs.",)), SECOND, WhyNot.NAMES_ANOTHER),
        (replace(READY, words=("See www.example.org",)), SECOND, WhyNot.NAMES_ANOTHER),
    ],
)
def test_it_is_held_with_its_reason(facts: Facts, who: UUID | None, reason: WhyNot) -> None:
    assert may_release(facts, who).reason is reason


@pytest.mark.parametrize(("state", "at"), list(product(SubmissionState, ChallengeState)))
def test_only_who_was_not_chosen_hears_and_a_reserve_once_work_has_begun(
    state: SubmissionState, at: ChallengeState
) -> None:
    decision = may_release(replace(READY, submission=state, challenge=at), SECOND)
    if state not in NOT_CHOSEN:
        assert decision.reason is WhyNot.CHOSEN
    else:
        waits = state is SubmissionState.RESERVE and at in STILL_IN_RESERVE
        assert decision.reason is (WhyNot.STILL_IN_RESERVE if waits else None)


def test_a_draft_has_what_was_agreed_and_each_reason_once() -> None:
    assert drafted(["Good.", " ", "Good.", "New."], "We agree.") == "We agree.\n\nGood.\n\nNew."
    assert drafted(["…"], None) == ""
