"""How late a milestone is: held against what was promised, and today where it is still open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foundation.base.errors import Invalid
from programme.rules.attendance import LATE_DAYS, Risk, risk_of
from programme.rules.milestones import (
    LONGEST_TITLE,
    MilestoneDraft,
    checked_actual,
    checked_milestone,
    late_days,
    slip,
)
from programme.rules.stages import Dates

TODAY = date(2027, 2, 10)


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("promised", "expected", "reached", "by", "late"),
    [
        (5, None, None, 0, 0),
        (0, None, None, 0, 0),
        (-3, None, None, 3, 3),
        (-3, 4, None, 7, 7),
        (5, 3, None, -2, 0),
        (-3, -2, None, 3, 3),
        (-9, None, -9, 0, 0),
        (-9, None, -4, 5, 0),
        (-4, 2, -6, -2, 0),
    ],
)
def test_the_slip_of_a_milestone(
    promised: int, expected: int | None, reached: int | None, by: int, late: int
) -> None:
    dates = Dates(_day(promised), _day(expected), _day(reached))
    assert slip(dates, TODAY) == by
    assert late_days([dates], TODAY) == late


def test_the_latest_open_milestone_puts_a_firm_at_risk() -> None:
    dates = [Dates(_day(-2)), Dates(_day(-8)), Dates(_day(-30), None, _day(-1))]
    late = late_days(dates, TODAY)
    assert late == LATE_DAYS + 1
    assert risk_of([], late) is Risk.LATE
    assert risk_of([], LATE_DAYS) is None
    assert late_days([], TODAY) == 0


@pytest.mark.parametrize("title", ["", "…", "x" * (LONGEST_TITLE + 1)])
def test_a_milestone_has_a_name_and_a_day(title: str) -> None:
    with pytest.raises(Invalid) as wrong:
        checked_milestone(MilestoneDraft(title, None))
    assert set(wrong.value.fields) == {"milestone", "baseline_on"}
    with pytest.raises(Invalid):
        checked_actual(_day(1), TODAY)
    assert checked_actual(TODAY, TODAY) == TODAY
