"""What a talk comes to is recorded by the chair, with a reason and who was there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foundation.base.errors import Invalid
from programme.rules.moderation import (
    REFUSALS,
    Settlement,
    WhyNot,
    checked_settlement,
    may_settle,
    unsettled,
)
from programme.rules.rounds import RoundState
from programme.rules.scoring import totals_of
from programme.rules.spreads import flags_of
from tests.programme.rules.scores import A2, A3, ASSESSORS, CRITERIA, R1, SHEETS

TALK = Settlement(A3, "fit", 2, "The third read another part.", frozenset(ASSESSORS))
PANEL = frozenset(ASSESSORS)


@pytest.mark.parametrize("state", list(RoundState))
def test_the_chair_records_it_in_moderation_and_nobody_else(state: RoundState) -> None:
    assert bool(may_settle(state, is_chair=True)) is (state is RoundState.MODERATION)
    assert not may_settle(state, is_chair=False)
    assert set(REFUSALS) == set(WhyNot)


def test_a_flag_is_settled_by_a_talk_also_when_the_marks_are_left() -> None:
    flags = flags_of(SHEETS, totals_of(SHEETS, CRITERIA), CRITERIA)
    left = unsettled(flags, [TALK, replace(TALK, submission_id=A2, code="delivery", agreed=None)])
    assert [(flag.submission_id, flag.code) for flag in left] == [(A2, "innovation")]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(TALK, agreed=6), "value"),
        (replace(TALK, reason=" "), "reason"),
        (replace(TALK, agreed=None, reason=""), "reason"),
        (replace(TALK, present=frozenset({R1})), "present"),
    ],
)
def test_a_talk_without_words_or_people_does_not_count(draft: Settlement, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_settlement(draft, CRITERIA[0], PANEL)
    assert list(refused.value.fields) == [field]
    assert checked_settlement(TALK, CRITERIA[0], PANEL) == TALK
