"""The order is the published one, says what broke a tie, and warns where it hangs on the method."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.ranking import (
    Method,
    Place,
    RankFlip,
    Standing,
    TieBreak,
    flip_words,
    gain_or_lose,
    needs_chair,
    order_of,
    rank_flips,
    ranks,
)
from programme.rules.scoring import moderated, normalised, raw, totals_of
from tests.clock import NOW
from tests.programme.rules.scores import A1, A2, A3, A4, CRITERIA, SHEETS, SUBMISSIONS

TOTALS = totals_of(SHEETS, CRITERIA)
RAW, NORMALISED = raw(TOTALS), normalised(TOTALS)
EVEN = {each.code: Fraction(3) for each in CRITERIA}


def _standing(submission: UUID, **more: object) -> Standing:
    facts = {"total": Fraction(60), "marks": EVEN, "submitted_at": NOW, **more}
    return Standing(submission, **facts)  # type: ignore[arg-type]


def test_raw_and_normalised_swap_the_second_and_the_third() -> None:
    agreed = moderated(SHEETS, CRITERIA, {A3: {"fit": 2}})
    assert ranks(RAW) == {A1: 1, A4: 2, A2: 3, A3: 4}
    assert ranks(NORMALISED) == {A1: 1, A2: 2, A4: 3, A3: 4}
    assert rank_flips(RAW, {Method.NORMALISED: NORMALISED, Method.MODERATED: agreed}) == (
        RankFlip(A4, A2, Method.NORMALISED),
    )
    assert gain_or_lose(RAW, NORMALISED, 3) == frozenset()
    assert gain_or_lose(RAW, NORMALISED, 2) == {A2, A4}


def test_a_warning_says_whether_somebody_gains_or_loses_a_place() -> None:
    assert "nobody gains" in flip_words(Method.NORMALISED, 0)
    assert "Moderation" in flip_words(Method.MODERATED, 0)
    assert "2 submissions gain or lose" in flip_words(Method.NORMALISED, 2)


def test_equal_totals_share_a_rank_and_are_no_flip() -> None:
    assert ranks({A1: Fraction(1), A2: Fraction(1), A3: Fraction(0)}) == {A1: 1, A2: 1, A3: 3}
    assert ranks({A1: 0.1 + 0.2, A2: 0.3}) == {A1: 1, A2: 1}
    tied = {A1: Fraction(1), A2: Fraction(1)}
    assert rank_flips(tied, {Method.MODERATED: {A1: Fraction(0), A2: Fraction(1)}}) == ()


@pytest.mark.parametrize(
    ("better", "worse", "by"),
    [
        ({}, {"fails": True, "total": Fraction(99)}, TieBreak.FAILED),
        ({"total": Fraction(61)}, {}, TieBreak.TOTAL),
        ({"marks": EVEN | {"fit": Fraction(4)}}, {"cost": 1}, TieBreak.CRITERION),
        ({"marks": EVEN | {"delivery": Fraction(4)}}, {"cost": 1}, TieBreak.CRITERION),
        ({}, {"marks": EVEN | {"delivery": None}}, TieBreak.CRITERION),
        ({"cost": 1, "submitted_at": NOW + timedelta(1)}, {"cost": 2}, TieBreak.COST),
        ({"cost": 5_000_000}, {}, TieBreak.COST),
        ({}, {"submitted_at": NOW + timedelta(milliseconds=1)}, TieBreak.TIME),
    ],
)
def test_ties_are_broken_in_the_published_order(
    better: dict[str, object], worse: dict[str, object], by: TieBreak
) -> None:
    first, second = _standing(A2, **better), _standing(A1, **worse)
    expected = (Place(A2, 1, None), Place(A1, 2, by))
    assert order_of([first, second], CRITERIA) == expected
    assert order_of([second, first], CRITERIA, chair=[A1, A2]) == expected


def test_the_heavier_criterion_goes_first_whatever_the_order_they_are_listed_in() -> None:
    on_fit = _standing(A1, marks=EVEN | {"fit": Fraction(4)})
    on_delivery = _standing(A2, marks=EVEN | {"delivery": Fraction(5)})
    order = order_of([on_delivery, on_fit], tuple(reversed(CRITERIA)))
    assert [place.submission_id for place in order] == [A1, A2]


def test_what_nothing_tells_apart_waits_for_the_chair() -> None:
    tied = [_standing(A1), _standing(A2), _standing(A3, total=Fraction(1))]
    open_order = order_of(tied, CRITERIA)
    assert [place.rank for place in open_order] == [1, 1, 3]
    assert needs_chair(open_order)
    decided = order_of(tied, CRITERIA, chair=[A2, A1])
    assert decided[:2] == (Place(A2, 1, None), Place(A1, 2, TieBreak.CHAIR))
    assert not needs_chair(decided)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=4, max_size=4),
    st.permutations(SUBMISSIONS),
)
def test_the_order_does_not_hang_on_the_order_of_asking(
    facts: list[tuple[int, int]], asked: list[UUID]
) -> None:
    standings = {
        each: _standing(each, total=Fraction(total), cost=cost)
        for each, (total, cost) in zip(SUBMISSIONS, facts, strict=True)
    }
    order = order_of([standings[each] for each in asked], CRITERIA)
    assert order == order_of(list(standings.values()), CRITERIA)
    assert {place.submission_id for place in order} == set(SUBMISSIONS)
    for ahead, behind in pairwise(order):
        assert standings[ahead.submission_id].total >= standings[behind.submission_id].total
        assert ahead.rank <= behind.rank
    chair = order_of(list(standings.values()), CRITERIA, chair=SUBMISSIONS)
    assert not needs_chair(chair)
