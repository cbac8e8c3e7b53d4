"""A round is shown by three methods side by side, and nothing hides in the choice of one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.ranking import Method, RankFlip, TieBreak
from programme.rules.results import Entry, Result, hangs_on_one, result_of
from programme.rules.scoring import Agreed, totals_of
from tests.clock import NOW
from tests.programme.rules.scores import (
    A1,
    A2,
    A3,
    A4,
    CRITERIA,
    R1,
    R2,
    R3,
    SHEETS,
    SUBMISSIONS,
    sheet_of,
)

ENTRIES = dict.fromkeys(SUBMISSIONS, Entry(NOW))
TALKED = {A3: {"fit": 2}, A2: {"innovation": 3, "delivery": 4}}
TABLE = {
    A1: (83.33, 89.35, 83.33, (1, 1, 1)),
    A4: (72.33, 69.97, 72.33, (2, 3, 2)),
    A2: (71.00, 71.79, 71.00, (3, 2, 3)),
    A3: (52.00, 47.56, 46.67, (4, 4, 4)),
}


def _result(agreed: Agreed) -> Result:
    return result_of(SHEETS, CRITERIA, agreed, ENTRIES)


def test_the_known_round_side_by_side() -> None:
    result = _result(TALKED)
    assert [row.place.submission_id for row in result.rows] == list(TABLE)
    for row in result.rows:
        *percents, expected = TABLE[row.place.submission_id]
        shown = [float(row.percents[method]) for method in Method]
        assert shown == pytest.approx(percents, abs=0.01)
        assert tuple(row.ranks[method] for method in Method) == expected
        assert not row.fails_on
        assert not row.is_renormalised
    assert [len(row.flags) for row in result.rows] == [0, 0, 3, 2]


def test_a_rank_flip_is_named_and_the_warning_says_that_nobody_loses_a_place() -> None:
    result = _result(TALKED)
    assert result.flips == (RankFlip(A4, A2, Method.NORMALISED),)
    assert result.warnings == (
        "The order depends on the method, but nobody gains or loses a place.",
    )
    assert "only a check" in result.on_normalising
    narrow = result_of(SHEETS, CRITERIA, TALKED, ENTRIES, places=2)
    assert narrow.warnings == (
        "The order depends on the method: 2 submissions gain or lose a place.",
    )


def test_moderation_that_turns_the_order_round_is_warned_about() -> None:
    result = _result({A2: {"fit": 5}})
    assert [row.place.submission_id for row in result.rows][:2] == [A1, A2]
    assert RankFlip(A4, A2, Method.MODERATED) in result.flips
    assert "Moderation changes the order, but nobody gains or loses a place." in result.warnings


def test_a_submission_below_a_least_mark_comes_last_and_says_on_what() -> None:
    strict = (*CRITERIA[:2], replace(CRITERIA[2], least=4), CRITERIA[3])
    rows = result_of(SHEETS, strict, {A2: {"commercial": 4}}, ENTRIES).rows
    assert rows[0].place.submission_id == A2
    assert rows[1].place.behind_by is TieBreak.FAILED
    assert rows[1].fails_on == ("commercial",)


def test_what_did_not_apply_and_who_saw_what_is_said() -> None:
    sheets = {**SHEETS, A1: {R1: sheet_of((5, None, 4, 4))}}
    result = result_of(sheets, CRITERIA, {}, ENTRIES)
    assert [row.place.submission_id for row in result.rows if row.is_renormalised] == [A1]
    assert "different submissions" in result.on_normalising


def test_a_place_that_hangs_on_one_person_is_named() -> None:
    totals = {
        A1: {R1: Fraction(90), R2: Fraction(10), R3: Fraction(40)},
        A2: {R1: Fraction(40), R2: Fraction(40), R3: Fraction(40)},
    }
    assert hangs_on_one(totals, 1) == {R1: {A1, A2}}
    alone = {A1: {R1: Fraction(90)}, A2: {R1: Fraction(40), R2: Fraction(99)}}
    assert R1 not in hangs_on_one(alone, 1)
    assert hangs_on_one(totals_of(SHEETS, CRITERIA), 3) == {}
    assert R2 in hangs_on_one(totals_of(SHEETS, CRITERIA), 2)


@given(
    st.dictionaries(
        st.sampled_from(SUBMISSIONS),
        st.dictionaries(st.sampled_from([each.code for each in CRITERIA]), st.integers(0, 5)),
    )
)
def test_whatever_is_agreed_everybody_has_one_row_and_originals_stand(
    agreed: dict[UUID, dict[str, int]],
) -> None:
    plain, result = _result({}), _result(agreed)
    assert sorted(row.place.submission_id for row in result.rows) == sorted(SUBMISSIONS)
    before = {row.place.submission_id: row.percents for row in plain.rows}
    for row in result.rows:
        was = before[row.place.submission_id]
        for method in (Method.RAW, Method.NORMALISED):
            assert row.percents[method] == was[method]
        if row.place.submission_id not in agreed:
            assert row.percents[Method.MODERATED] == was[Method.RAW]
    assert result.agreement == plain.agreement
