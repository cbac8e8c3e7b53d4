"""The law's figures hold on their day, and a route is closed to what it is not for."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from programme.rules.challenges import Regime
from programme.rules.law import NEW_LAW, PROVISIONS, Act, Figure, in_force
from programme.rules.routes import ABOUT, Route, RouteDraft, WhyNot, is_above_threshold, may_choose

TODAY = date(2026, 11, 23)
OLD = date(2025, 2, 23)


@pytest.mark.parametrize(
    ("day", "pence"),
    [
        (date(2024, 1, 1), 214_904_00),
        (date(2025, 12, 31), 214_904_00),
        (date(2026, 1, 1), 207_720_00),
        (TODAY, 207_720_00),
    ],
)
def test_the_threshold_is_the_one_of_its_day(day: date, pence: int) -> None:
    assert in_force(Act.PA2023, Figure.THRESHOLD_P, day).value == pence
    assert is_above_threshold(pence, day)
    assert not is_above_threshold(pence - 1, day)


def test_every_figure_has_a_source_and_no_two_hold_on_one_day() -> None:
    assert all(each.source for each in PROVISIONS)
    assert len({(each.act, each.figure, each.since) for each in PROVISIONS}) == len(PROVISIONS)


def test_a_law_is_not_asked_for_what_it_does_not_say() -> None:
    with pytest.raises(LookupError):
        in_force(Act.PCR2015, Figure.KPIS, TODAY)


@pytest.mark.parametrize(("route", "begun"), list(product(Route, (None, OLD, NEW_LAW))), ids=str)
def test_each_route_is_open_under_its_own_law_only(route: Route, begun: date | None) -> None:
    is_old = begun is not None and begun < NEW_LAW
    decision = may_choose(RouteDraft(route, "Why.", begun, value_p=100_00), TODAY)
    if ABOUT[route].act is Act.PCR2015:
        assert decision.reason is (None if is_old else WhyNot.TOO_LATE)
    else:
        assert decision.reason is (WhyNot.TOO_EARLY if is_old else None)


@pytest.mark.parametrize(
    ("value_p", "reason"),
    [
        (None, WhyNot.NO_VALUE),
        (207_720_00, WhyNot.OVER_THRESHOLD),
        (207_719_99, None),
    ],
)
def test_below_the_threshold_is_worked_out_of_the_worth(
    value_p: int | None, reason: WhyNot | None
) -> None:
    draft = RouteDraft(Route.BELOW_THRESHOLD, "Why.", value_p=value_p)
    assert may_choose(draft, TODAY).reason is reason


def test_a_research_route_warns_of_the_procurement_that_follows() -> None:
    assert "separate, possibly competitive, procurement" in ABOUT[Route.RD_EXEMPT].words
    assert ABOUT[Route.RD_EXEMPT].regime is Regime.RD_EXEMPT
