"""Criteria stand, whole and to the last basis point, before a firm can answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.errors import Invalid
from programme.rules.criteria import (
    REFUSALS,
    WHOLE,
    Criterion,
    WhyNot,
    are_whole,
    by_weight,
    checked_criteria,
    may_change,
    may_freeze,
)
from tests.clock import NOW
from tests.programme.rules.scores import ANCHORS, CRITERIA

ONE, *REST = CRITERIA
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("criteria", "reason"),
    [
        ((), WhyNot.NO_CRITERIA),
        ((ONE, ONE), WhyNot.SAME_CODE),
        ((replace(ONE, weight=0), *REST), WhyNot.WEIGHT_NOT_POSITIVE),
        ((replace(ONE, weight=-1), *REST), WhyNot.WEIGHT_NOT_POSITIVE),
        ((replace(ONE, weight=4_001), *REST), WhyNot.WEIGHTS_NOT_WHOLE),
        ((replace(ONE, weight=3_999), *REST), WhyNot.WEIGHTS_NOT_WHOLE),
        ((replace(ONE, top_mark=0, anchors=("No",)), *REST), WhyNot.SCALE_IMPOSSIBLE),
        ((replace(ONE, top_mark=11), *REST), WhyNot.SCALE_IMPOSSIBLE),
        ((replace(ONE, anchors=ANCHORS[1:]), *REST), WhyNot.ANCHOR_MISSING),
        ((replace(ONE, anchors=("-", *ANCHORS[1:])), *REST), WhyNot.ANCHOR_MISSING),
        ((replace(ONE, least=6), *REST), WhyNot.LEAST_NOT_ON_SCALE),
        ((replace(ONE, least=-1), *REST), WhyNot.LEAST_NOT_ON_SCALE),
    ],
)
def test_what_is_not_whole_is_refused_with_a_reason(
    criteria: tuple[Criterion, ...], reason: WhyNot
) -> None:
    assert are_whole(criteria).reason is reason
    decision = may_freeze(criteria, frozen_at=None, opens_at=LATER, now=NOW)
    assert decision.reason is reason
    with pytest.raises(Invalid) as refused:
        checked_criteria(criteria)
    assert refused.value.facts == {"reason": reason.value}


def test_the_refusal_says_how_far_off_the_weights_are() -> None:
    with pytest.raises(Invalid, match="add up to 10,001"):
        checked_criteria((replace(ONE, weight=4_001), *REST))
    assert checked_criteria(CRITERIA) == CRITERIA
    assert set(REFUSALS) == set(WhyNot)


def test_nothing_changes_once_it_is_frozen_or_firms_can_answer() -> None:
    assert may_freeze(CRITERIA, frozen_at=None, opens_at=LATER, now=NOW)
    assert may_freeze(CRITERIA, frozen_at=None, opens_at=None, now=NOW)
    frozen = may_change(frozen_at=NOW, opens_at=LATER, now=NOW)
    assert frozen.reason is WhyNot.ALREADY_FROZEN
    opened = may_freeze(CRITERIA, frozen_at=None, opens_at=NOW, now=NOW)
    assert opened.reason is WhyNot.FIRMS_CAN_ANSWER


@given(st.lists(st.integers(1, WHOLE), min_size=1, max_size=8))
def test_weights_are_whole_only_at_ten_thousand(weights: list[int]) -> None:
    criteria = [Criterion(str(n), "Any", weight, ANCHORS) for n, weight in enumerate(weights)]
    assert bool(are_whole(criteria)) is (sum(weights) == WHOLE)


def test_the_heaviest_comes_first_and_equals_stay_as_published() -> None:
    light, heavy = replace(ONE, code="a", weight=1), replace(ONE, code="b", weight=2)
    same = replace(ONE, code="c", weight=2)
    assert by_weight((light, heavy, same)) == (heavy, same, light)
