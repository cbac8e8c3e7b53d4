"""Prototypes move by their table; what is claimed is tested, costed and shown once."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foundation.base.errors import Invalid
from programme.rules import prototypes, showcases
from programme.rules.deployment_costs import (
    MOST_PENCE,
    Cost,
    CostKind,
    Span,
    checked_cost,
    is_costed,
    over_years,
)
from programme.rules.prototype_claims import Claim, checked_claim
from programme.rules.prototypes import (
    NEXT,
    OPEN,
    PrototypeState,
    checked_words,
    may_hand_in,
    may_judge,
    may_write,
)
from programme.rules.showcases import Slot, may_show
from tests.clock import NOW
from tests.programme.rules.squares import steps

MOVES = """
planned > building
building > evidence_submitted
evidence_submitted > building verified
verified > showcased
showcased > accepted rejected
"""
MEASURE = UUID(int=1)
TESTED = Claim(MEASURE, "More answer.", "A street.", "41.", "The report.")
ONCE = Cost(CostKind.ONE_OFF, "Putting it in", 1, 2, 3)
YEARLY = Cost(CostKind.YEARLY, "Running it", 10, 20, 30)
S = PrototypeState


@pytest.mark.parametrize(("before", "after"), [*product(S, S)])
def test_the_council_moves_a_prototype_by_the_table_and_never_out_of_the_firms_hands(
    before: PrototypeState, after: PrototypeState
) -> None:
    follows = (before, after) in steps(S, MOVES)
    assert (after in NEXT[before]) is follows
    may = may_judge(before, after, "Because.", is_own=False, was_shown=True)
    assert bool(may) is (follows and before not in OPEN)
    assert not may_judge(before, after, "Because.", is_own=True, was_shown=True)


@pytest.mark.parametrize("state", S)
def test_a_firm_writes_and_hands_in_only_while_it_builds(state: PrototypeState) -> None:
    assert bool(may_write(state)) is (state in {S.PLANNED, S.BUILDING})
    assert bool(may_hand_in(state, [TESTED], [ONCE, YEARLY])) is (state is S.BUILDING)


@pytest.mark.parametrize(
    ("claims", "costs", "reason"),
    [
        ([], [ONCE, YEARLY], prototypes.WhyNot.NO_CLAIM),
        ([Claim(None, "Its measure is gone.")], [ONCE, YEARLY], prototypes.WhyNot.NO_CLAIM),
        ([TESTED, Claim(MEASURE, "Not tested.")], [ONCE, YEARLY], prototypes.WhyNot.NOT_TESTED),
        ([TESTED], [ONCE], prototypes.WhyNot.NO_COST),
        ([TESTED], [], prototypes.WhyNot.NO_COST),
    ],
)
def test_what_is_missing_is_named_before_evidence_is_handed_in(
    claims: list[Claim], costs: list[Cost], reason: prototypes.WhyNot
) -> None:
    assert may_hand_in(S.BUILDING, claims, costs).reason is reason


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (S.EVIDENCE_SUBMITTED, S.BUILDING, prototypes.WhyNot.NO_REASON),
        (S.SHOWCASED, S.REJECTED, prototypes.WhyNot.NO_REASON),
        (S.VERIFIED, S.SHOWCASED, prototypes.WhyNot.NOT_SHOWN),
    ],
)
def test_a_no_needs_words_and_a_show_needs_its_time(
    before: PrototypeState, after: PrototypeState, reason: prototypes.WhyNot
) -> None:
    assert may_judge(before, after, " - ", is_own=False, was_shown=False).reason is reason


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Claim(None, "It helps."), "measure"),
        (Claim(MEASURE, " "), "claim"),
        (Claim(MEASURE, "It helps.", test="x" * 1001), "test"),
        (Claim(MEASURE, "It helps.", url="javascript:alert(1)"), "url"),
    ],
)
def test_a_claim_that_cannot_stay_says_which_field(wrong: Claim, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_claim(wrong)
    assert [*refused.value.fields] == [field]


@pytest.mark.parametrize(
    "wrong",
    [
        Cost(None, "Work", 1, 2, 3),
        Cost(CostKind.YEARLY, "", 1, 2, 3),
        Cost(CostKind.YEARLY, "Work", 3, 2, 1),
        Cost(CostKind.YEARLY, "Work", None, 2, 3),
        Cost(CostKind.YEARLY, "Work", -1, 2, 3),
        Cost(CostKind.YEARLY, "Work", 1, 2, MOST_PENCE + 1),
    ],
    ids=["kind", "words", "order", "missing", "negative", "huge"],
)
def test_a_cost_that_cannot_be_is_refused(wrong: Cost) -> None:
    with pytest.raises(Invalid):
        checked_cost(wrong)


def test_words_and_readiness_are_checked() -> None:
    assert checked_words(" Street  cards ", "A card.", 6) == ("Street cards", "A card.", 6)
    with pytest.raises(Invalid) as refused:
        checked_words("", "", 10)
    assert {*refused.value.fields} == {"title", "summary", "level"}


sums = some.lists(some.integers(0, MOST_PENCE), min_size=3, max_size=3).map(sorted)
costs = some.builds(
    lambda kind, three: Cost(kind, "Work", *three), some.sampled_from(CostKind), sums
)


@given(some.lists(costs, max_size=6), some.integers(0, 10))
def test_low_is_never_above_likely_and_likely_never_above_high(
    given_costs: list[Cost], years: int
) -> None:
    whole = over_years(given_costs, years)
    assert whole.low <= whole.likely <= whole.high
    assert over_years(given_costs, 0) + Span() == over_years(given_costs, 0)
    assert is_costed(given_costs) is ({each.kind for each in given_costs} == {*CostKind})


def test_five_years_are_the_once_and_five_times_the_yearly() -> None:
    assert over_years([ONCE, YEARLY], 5) == Span(51, 102, 153)


DAY = Slot(NOW, 120)


@pytest.mark.parametrize(
    ("slot", "others", "before", "reason"),
    [
        (Slot(NOW, 20), [], None, None),
        (Slot(NOW + timedelta(minutes=20), 20), [Slot(NOW, 20)], None, None),
        (Slot(NOW + timedelta(minutes=19), 20), [Slot(NOW, 20)], None, showcases.WhyNot.TAKEN),
        (Slot(NOW + timedelta(minutes=110), 20), [], None, showcases.WhyNot.OUTSIDE),
        (Slot(NOW - timedelta(minutes=1), 20), [], None, showcases.WhyNot.OUTSIDE),
        (Slot(NOW, 4), [], None, showcases.WhyNot.TOO_LONG),
        (Slot(NOW, 20), [], Slot(NOW - timedelta(days=1), 20), showcases.WhyNot.OVER),
    ],
    ids=["free", "next", "taken", "late", "early", "short", "shown"],
)
def test_a_slot_lies_within_the_day_and_beside_the_others(
    slot: Slot, others: list[Slot], before: Slot | None, reason: showcases.WhyNot | None
) -> None:
    ahead = NOW - timedelta(hours=1)
    assert may_show(S.VERIFIED, slot, DAY, others, before, ahead).reason is reason


@pytest.mark.parametrize("state", S)
def test_only_what_is_checked_has_a_slot(state: PrototypeState) -> None:
    may = may_show(state, Slot(NOW, 20), DAY, [], None, NOW)
    assert bool(may) is (state in prototypes.CHECKED)
