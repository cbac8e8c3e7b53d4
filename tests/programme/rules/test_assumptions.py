"""What was tested is never untested again: the full square."""

from __future__ import annotations

from itertools import product

import pytest

from foundation.base.errors import Invalid
from programme.rules.assumptions import (
    REFUSALS,
    AssumptionDraft,
    AssumptionState,
    WhyNot,
    checked_assumption,
    checked_evidence,
    may_find,
)


@pytest.mark.parametrize(("before", "after"), list(product(AssumptionState, repeat=2)))
def test_a_finding_says_yes_or_no(before: AssumptionState, after: AssumptionState) -> None:
    assert bool(may_find(before, after)) is (after is not AssumptionState.UNTESTED)


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        checked_assumption(AssumptionDraft("...", None))
    assert set(refused.value.fields) == {"words", "perspective"}
    with pytest.raises(Invalid) as refused:
        checked_evidence(" ")
    assert set(refused.value.fields) == {"evidence"}
    assert set(REFUSALS) == set(WhyNot)
