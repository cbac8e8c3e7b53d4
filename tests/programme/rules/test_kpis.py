"""Figures say what they count, and are no number where there is nothing to count."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.challenges import BudgetState, ChallengeState
from programme.rules.kpis.catalogue import as_data, digest_of, figures_of
from programme.rules.kpis.codes import ABOUT, Kpi
from programme.rules.kpis.facts import ChallengeFact, Facts, ReadingFact, ReadingKind, SeatFact
from programme.rules.kpis.figures import Figure, Missing, Number
from programme.rules.kpis.of_firms import gini
from programme.rules.stages import GateCode

DAY = date(2026, 11, 23)
NOTHING = Facts(DAY)


def the(kpi: Kpi, facts: Facts) -> Figure:
    return next(each for each in figures_of(facts) if each.kpi is kpi)


def test_every_figure_has_a_definition_a_formula_and_a_source() -> None:
    assert list(ABOUT) == list(Kpi)
    assert [each.kpi for each in figures_of(NOTHING)] == list(Kpi)
    for about in ABOUT.values():
        assert all((about.title, about.definition, about.formula, about.source))


@pytest.mark.parametrize("kpi", list(Kpi))
def test_a_programme_with_nothing_in_it_has_no_share_no_mean_and_no_growth(kpi: Kpi) -> None:
    for number in the(kpi, NOTHING).numbers:
        if number.value is not None:
            assert number.value == 0
            assert number.unit.value == "count"
        else:
            assert number.missing is not None


def reading(kind: ReadingKind, day: int, value: int | None, *, agreed: bool = True) -> ReadingFact:
    return ReadingFact(kind, date(2026, 1, day), "Firms that tried something", value, "A", agreed)


START = reading(ReadingKind.BASELINE, 1, 200)
LATER = reading(ReadingKind.ACTIVITY, 20, 230)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ((), Missing.NO_BASELINE),
        ((LATER,), Missing.NO_BASELINE),
        ((reading(ReadingKind.BASELINE, 1, 200, agreed=False), LATER), Missing.NO_BASELINE),
        ((reading(ReadingKind.BASELINE, 1, 0), LATER), Missing.NO_BASELINE),
        ((START,), Missing.NOTHING_YET),
        ((reading(ReadingKind.BASELINE, 21, 200), LATER), Missing.NOTHING_YET),
        ((START, LATER), Fraction(15, 100)),
        ((LATER, START, reading(ReadingKind.ACTIVITY, 9, 999)), Fraction(15, 100)),
    ],
)
def test_growth_needs_a_start_on_which_two_people_agreed(
    readings: tuple[ReadingFact, ...], expected: Missing | Fraction
) -> None:
    number = the(Kpi.ACTIVITY, Facts(DAY, readings=readings)).numbers[0]
    assert (number.value if number.value is not None else number.missing) == expected


def test_money_is_sure_as_it_was_at_release_and_what_is_not_released_does_not_count() -> None:
    out = frozenset({GateCode.G0, GateCode.G1})

    def one(slug: str, budget: BudgetState | None, passed: frozenset[GateCode]) -> ChallengeFact:
        return ChallengeFact(slug, slug, None, ChallengeState.RELEASED, passed, budget)

    challenges = (
        one("a", BudgetState.IDENTIFIED, out),
        one("b", BudgetState.INDICATIVE, out),
        one("c", None, out),
        one("d", BudgetState.CONFIRMED, frozenset({GateCode.G0})),
    )
    figure = the(Kpi.BUDGET, Facts(DAY, challenges=challenges))
    number = figure.number("sure")
    assert (number.value, number.of) == (1, 3)
    assert figure.is_alarming
    assert len(figure.tables[0].rows) == 3


def test_people_are_counted_and_never_named() -> None:
    seats = (SeatFact("A", True, 4, 1), SeatFact("A", False, 3, 3), SeatFact(None, False, 2, 0))
    facts = Facts(DAY, seats=seats)
    assert the(Kpi.COUNCIL_ENGAGED, facts).number("officers").value == 2
    came = the(Kpi.EXECUTIVES, facts).number("came")
    assert (came.value, came.of) == (1, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3, 3, 3], Fraction(0)), ([0, 0, 9], Fraction(2, 3)), ([7, 5, 3, 3, 3], Fraction(4, 21))],
)
def test_gini_of_known_splits(values: list[int], expected: Fraction) -> None:
    assert gini(values).value == expected


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_gini_is_between_even_and_all_in_one_and_forgets_the_order(values: list[int]) -> None:
    number: Number = gini(values)
    if not sum(values):
        assert number.missing is Missing.NO_ROWS
        return
    assert number.value is not None
    assert 0 <= number.value < 1
    assert number.value == gini(sorted(values)).value


def test_rows_have_one_digest_whatever_was_said_of_them() -> None:
    one, other = figures_of(NOTHING)[4], figures_of(Facts(date(2020, 1, 1)))[4]
    assert digest_of(one.tables) == digest_of(other.tables)
    assert {each["code"] for each in as_data(figures_of(NOTHING))} == {each.value for each in Kpi}
