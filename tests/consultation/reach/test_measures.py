"""The measures, beside a statistics library, a simulation and sums done by hand."""

from __future__ import annotations

from math import sqrt
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from consultation.rules.reach.measures import (
    PARITY,
    answered_share,
    fair_similarity,
    is_under_heard,
    min_max_ratio,
    r_indicator,
    representativeness,
    similarity,
    still_needed,
    wilson,
)

SEVEN_BANDS = (28, 17, 15, 13, 11, 8, 8)
DRAWS = 20_000
COUNTS = st.integers(min_value=0, max_value=100_000)


@pytest.mark.parametrize(
    ("people", "mean_min_max", "mean_similarity"),
    [
        (30, 0.21, 0.83),
        (50, 0.32, 0.87),
        (100, 0.46, 0.91),
        (200, 0.58, 0.93),
        (500, 0.71, 0.96),
        (1_000, 0.78, 0.97),
        (5_000, 0.90, 0.99),
    ],
)
def test_a_fair_sample_looks_unfair_to_a_naive_score_and_fair_to_ours(
    people: int, mean_min_max: float, mean_similarity: float
) -> None:
    shares = np.array(SEVEN_BANDS) / sum(SEVEN_BANDS)
    draws = np.random.default_rng(20221).multinomial(people, shares, size=DRAWS)
    rates = draws / np.array(SEVEN_BANDS)
    alike = np.minimum(draws / people, shares).sum(axis=1)
    assert (rates.min(axis=1) / rates.max(axis=1)).mean() == pytest.approx(mean_min_max, abs=0.02)
    assert alike.mean() == pytest.approx(mean_similarity, abs=0.02)
    assert fair_similarity(people, SEVEN_BANDS) == pytest.approx(alike.mean(), abs=0.02)
    some = [[int(count) for count in draw] for draw in draws[:200]]
    assert fmean(representativeness(draw, SEVEN_BANDS) for draw in some) > 0.95
    assert similarity(some[0], SEVEN_BANDS) == pytest.approx(alike[0])
    assert min_max_ratio(some[0], SEVEN_BANDS) == pytest.approx(rates[0].min() / rates[0].max())


@given(COUNTS, COUNTS)
def test_the_interval_is_that_of_a_statistics_library(found: int, more: int) -> None:
    of = found + more
    if of == 0:
        assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
        return
    theirs = binomtest(found, of).proportion_ci(method="wilson")
    ours = wilson(found, of)
    assert ours.low == pytest.approx(theirs.low, abs=1e-9)
    assert ours.high == pytest.approx(theirs.high, abs=1e-9)
    assert found / of in ours


@pytest.mark.parametrize(
    ("found", "of", "residents", "is_under"),
    [
        (2, 100, 0.17, True),
        (12, 100, 0.17, False),
        (0, 10, 0.17, False),
        (0, 40, 0.17, True),
        (0, 0, 0.17, False),
        (30, 100, 0.17, False),
    ],
)
def test_a_group_is_under_heard_only_when_chance_does_not_explain_it(
    found: int, of: int, residents: float, *, is_under: bool
) -> None:
    assert is_under_heard(found, of, residents) is is_under


@given(
    st.integers(min_value=0, max_value=500),
    st.integers(min_value=0, max_value=500),
    st.floats(min_value=0.01, max_value=0.99),
)
def test_so_many_more_reach_four_fifths_of_parity_and_one_fewer_does_not(
    found: int, others: int, share: float
) -> None:
    of = found + others
    needed = still_needed(found, of, share)
    assert found + needed >= PARITY * share * (of + needed) - 1e-6
    if needed:
        assert found + needed - 1 < PARITY * share * (of + needed - 1) + 1e-6


def test_the_r_indicator_is_one_less_twice_the_spread_of_the_chances() -> None:
    heard, benchmark = [50, 10], [100, 100]
    assert r_indicator(heard, benchmark) == pytest.approx(1 - 2 * 0.2)
    assert r_indicator([10, 20, 30], [100, 200, 300]) == pytest.approx(1)
    uneven = np.repeat([0.5, 0.1, 0.3], [100, 300, 600])
    assert r_indicator([50, 30, 180], [100, 300, 600]) == pytest.approx(1 - 2 * uneven.std())
    assert r_indicator([1, 0], [1, 1]) == pytest.approx(1 - 2 * sqrt(0.25))


def test_who_answered_is_a_share_of_all() -> None:
    assert answered_share(3, 1) == 0.75
    assert answered_share(0, 0) == 0


def test_nobody_has_no_shares() -> None:
    with pytest.raises(ValueError, match="nobody"):
        similarity([0, 0], [1, 1])
