"""Marks come to totals that can be checked by hand, and nothing an assessor gave is lost."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.criteria import WHOLE, Criterion
from programme.rules.scoring import (
    Sheets,
    below_least,
    is_renormalised,
    moderated,
    normalised,
    percent,
    raw,
    saw_different_sets,
    settled_mark,
    totals_of,
)
from programme.rules.spreads import Flag, Why, flags_of
from tests.programme.rules.scores import (
    A1,
    A2,
    A3,
    A4,
    ANCHORS,
    CRITERIA,
    R1,
    R2,
    R3,
    SHEETS,
    SUBMISSIONS,
    sheet_of,
)

CENT = 0.01
TOTALS = totals_of(SHEETS, CRITERIA)
MARKS = st.integers(0, 5)
SHEET = st.tuples(*(MARKS | st.none() for _ in CRITERIA)).filter(any).map(sheet_of)
FULL = st.fixed_dictionaries(
    {each: st.fixed_dictionaries(dict.fromkeys((R1, R2, R3), SHEET)) for each in SUBMISSIONS}
)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (raw(TOTALS), {A1: 83.33, A2: 71.00, A3: 52.00, A4: 72.33}),
        (normalised(TOTALS), {A1: 89.35, A2: 71.79, A3: 47.56, A4: 69.97}),
        (
            moderated(SHEETS, CRITERIA, {A3: {"fit": 2}, A2: {"innovation": 3, "delivery": 4}}),
            {A1: 83.33, A2: 71.00, A3: 46.67, A4: 72.33},
        ),
    ],
    ids=["raw", "normalised", "moderated"],
)
def test_the_known_totals(of: dict[UUID, float], expected: dict[UUID, float]) -> None:
    assert {each: float(total) for each, total in of.items()} == pytest.approx(expected, abs=CENT)


def test_what_does_not_apply_is_shared_out_among_the_rest_and_marked() -> None:
    sheet = sheet_of((5, None, 0, 0))
    assert percent(sheet, CRITERIA) == Fraction(100 * 4_000, 7_500)
    assert is_renormalised(sheet)
    assert not is_renormalised(SHEETS[A1][R1])


@pytest.mark.parametrize(
    "sheet",
    [
        {},
        sheet_of((None, None, None, None)),
        sheet_of((6, 1, 1, 1)),
        sheet_of((-1, 1, 1, 1)),
    ],
)
def test_a_sheet_that_cannot_be_counted_is_refused(sheet: dict[str, int | None]) -> None:
    with pytest.raises(ValueError, match=r"missing|applies|scale"):
        percent(sheet, CRITERIA)


def test_spread_is_flagged_where_two_marks_or_more_lie_between() -> None:
    flags = [flag for flag in flags_of(SHEETS, TOTALS, CRITERIA) if flag.code]
    assert flags == [
        Flag(A2, Why.MARKS_APART, "innovation", (2, 3, 4)),
        Flag(A2, Why.MARKS_APART, "delivery", (3, 4, 5)),
        Flag(A3, Why.MARKS_APART, "fit", (1, 2, 5)),
    ]
    assert flags_of({}, {}, CRITERIA) == ()


def test_totals_are_apart_by_the_measure_of_the_round_itself() -> None:
    apart = [f.submission_id for f in flags_of(SHEETS, TOTALS, CRITERIA) if f.code is None]
    assert apart == [A2, A3]


def test_a_least_mark_fails_a_submission_and_a_split_about_it_is_talked_about() -> None:
    strict = (replace(CRITERIA[0], least=3), *CRITERIA[1:])
    assert below_least(SHEETS[A3], strict, {}) == ("fit",)
    assert below_least(SHEETS[A3], strict, {"fit": 3}) == ()
    assert below_least(SHEETS[A2], strict, {}) == ()
    flags = flags_of(SHEETS, TOTALS, strict)
    assert Flag(A3, Why.ABOUT_THE_LEAST, "fit", (1, 2, 5)) in flags
    assert not [f for f in flags if f.why is Why.ABOUT_THE_LEAST and f.submission_id != A3]
    nowhere = {R1: sheet_of((None, 1, 1, 1))}
    assert settled_mark(nowhere, "fit", {}) is None
    assert below_least(nowhere, strict, {}) == ()
    assert flags_of({A1: nowhere}, totals_of({A1: nowhere}, strict), strict) == ()


def test_normalising_is_needed_only_where_people_saw_different_submissions() -> None:
    assert not saw_different_sets(TOTALS)
    assert saw_different_sets({**TOTALS, A1: {R1: Fraction(50)}})


def test_somebody_whose_strictness_cannot_be_told_counts_as_the_mean_of_the_panel() -> None:
    totals = {A1: {R1: Fraction(40), R2: Fraction(50)}, A2: {R1: Fraction(80), R2: Fraction(50)}}
    middle = 55
    by_one = normalised({each: {R1: panel[R1]} for each, panel in totals.items()})
    assert by_one[A1] == pytest.approx(40)
    both = normalised(totals)
    assert both[A1] + both[A2] == pytest.approx(2 * middle)
    assert normalised({A1: {R1: Fraction(70)}}) == {A1: 70}
    assert normalised({}) == {}


@given(SHEET)
def test_a_total_lies_between_nought_and_a_hundred_and_rises_with_its_marks(
    sheet: dict[str, int | None],
) -> None:
    total = percent(sheet, CRITERIA)
    assert 0 <= total <= 100
    for code, mark in sheet.items():
        if mark is not None and mark < 5:
            assert percent({**sheet, code: mark + 1}, CRITERIA) > total


@given(st.lists(st.integers(1, WHOLE), min_size=1, max_size=6), MARKS)
def test_the_same_mark_everywhere_is_its_share_whatever_the_weights(
    weights: list[int], mark: int
) -> None:
    criteria = [
        Criterion(str(number), "Any", weight, ANCHORS) for number, weight in enumerate(weights)
    ]
    assert percent({each.code: mark for each in criteria}, criteria) == 20 * mark


@given(FULL, st.dictionaries(st.sampled_from(SUBMISSIONS), st.just({"fit": 3})))
def test_moderation_leaves_originals_and_other_submissions_alone(
    sheets: Sheets, agreed: dict[UUID, dict[str, int]]
) -> None:
    before = deepcopy(sheets)
    plain = raw(totals_of(sheets, CRITERIA))
    after = moderated(sheets, CRITERIA, agreed)
    assert sheets == before
    assert moderated(sheets, CRITERIA, {}) == plain
    assert all(after[each] == plain[each] for each in sheets if each not in agreed)


@given(FULL)
def test_normalising_keeps_the_mean_of_the_panel(sheets: Sheets) -> None:
    totals = totals_of(sheets, CRITERIA)
    plain, made = raw(totals), normalised(totals)
    assert sum(made.values()) == pytest.approx(float(sum(plain.values())), abs=1e-6)
