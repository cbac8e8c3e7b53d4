"""Agreement is counted as the field counts it, with how many, and said in words."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.agreement import (
    Marks,
    agreement_of,
    intraclass,
    kendall_w,
    krippendorff_alpha,
)
from programme.rules.scoring import totals_of
from tests.programme.rules.scores import A1, A2, A3, A4, CRITERIA, R1, R2, R3, SHEETS

TABLES = st.integers(2, 5).flatmap(
    lambda people: st.lists(
        st.lists(st.integers(0, 100), min_size=people, max_size=people), min_size=2, max_size=8
    )
)
GAPPED = st.lists(st.lists(st.integers(0, 5) | st.none(), min_size=3, max_size=3), max_size=8)


def test_the_known_figures() -> None:
    found = agreement_of(totals_of(SHEETS, CRITERIA))
    assert (found.submissions, found.assessors) == (4, 3)
    figures = (found.alpha, found.kendall_w, found.icc_one, found.icc_mean)
    assert figures == pytest.approx((0.287, 0.833, 0.418, 0.683), abs=0.001)
    assert found.finding == "They rank alike, but their marks differ."
    assert found.basis == "With 4 submissions and 3 people it is a hint."


@pytest.mark.parametrize(
    ("code", "alpha"),
    [("fit", 0.154), ("innovation", 0.383), ("commercial", 0.441), ("delivery", 0.205)],
)
def test_the_known_alpha_of_every_criterion(code: str, alpha: float) -> None:
    rows = [[sheet[code] for sheet in panel.values()] for panel in SHEETS.values()]
    assert krippendorff_alpha(rows) == pytest.approx(alpha, abs=0.001)


def test_alpha_bears_a_gap() -> None:
    rows: Marks = [[3, 3, 2], [4, 4, 4], [2, 3, 2], [5, 4, 5], [None, 2, 3]]
    assert krippendorff_alpha(rows) == pytest.approx(0.75, abs=0.01)


def test_the_figures_of_the_book_on_intraclass_correlation() -> None:
    """Shrout and Fleiss 1979, table 2: six targets, four judges."""
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert intraclass(table) == pytest.approx((0.29, 0.62), abs=0.005)


@pytest.mark.parametrize(
    ("marks", "finding"),
    [
        (((1, None), (None, 2)), "Nothing to compare"),
        (((2, 2), (2, 2)), "All totals are the same"),
        (((1, 1), (3, 3), (5, 5)), "agree well"),
        (((1, 4), (2, 4), (5, 5), (9, 7)), "with some doubt"),
        (((1, 6), (2, 7), (3, 8)), "rank alike"),
        (((1, 9), (5, 5), (9, 1)), "differ. Talk"),
    ],
)
def test_every_figure_comes_with_a_sentence(
    marks: tuple[tuple[int | None, ...], ...], finding: str
) -> None:
    totals = {
        submission: {
            who: Fraction(mark) for who, mark in zip((R1, R2), row, strict=True) if mark is not None
        }
        for submission, row in zip((A1, A2, A3, A4), marks, strict=False)
    }
    assert finding in agreement_of(totals).finding


def test_many_submissions_are_no_hint_any_more() -> None:
    totals = {UUID(int=n): {R1: Fraction(n), R3: Fraction(n)} for n in range(1, 22)}
    assert agreement_of(totals).basis == "Counted over 21 submissions and 2 people."


@pytest.mark.parametrize("table", [[], [[1, 2]], [[1], [2]]])
def test_too_little_gives_no_figure(table: list[list[int]]) -> None:
    assert kendall_w(table) is None
    assert intraclass(table) == (None, None)
    assert krippendorff_alpha([]) is None


@given(GAPPED)
def test_alpha_never_passes_one_and_is_blind_to_who_is_who(rows: list[list[int | None]]) -> None:
    alpha = krippendorff_alpha(rows)
    assert alpha is None or alpha <= 1
    assert krippendorff_alpha([row[::-1] for row in rows]) == alpha
    moved = [[None if mark is None else 2 * mark + 7 for mark in row] for row in rows]
    assert krippendorff_alpha(moved) == alpha


@given(TABLES)
def test_kendall_and_intraclass_keep_within_their_bounds(table: list[list[int]]) -> None:
    found = kendall_w(table)
    assert found is not None
    assert 0 <= found <= 1
    one, _ = intraclass(table)
    assert one is None or one <= 1


@given(st.lists(st.integers(0, 100), min_size=2, max_size=8, unique=True), st.integers(2, 5))
def test_whoever_says_the_same_agrees_wholly(marks: list[int], people: int) -> None:
    table = [[mark] * people for mark in marks]
    assert krippendorff_alpha(table) == kendall_w(table) == 1
    assert intraclass(table) == (1, 1)
