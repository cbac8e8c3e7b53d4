"""Which light a gate shows, and how late a stage is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.roles import Role
from programme.rules.board import Light, light
from programme.rules.differences import Change, differences
from programme.rules.gates import PASSES, Verdict
from programme.rules.lines import Line
from programme.rules.movers import MOVERS, mover_of
from programme.rules.stages import Dates

FLAGS = (True, False)


@pytest.mark.parametrize(
    ("verdict", "ahead", "held", "waiting", "is_open"),
    list(product((None, *Verdict), FLAGS, FLAGS, FLAGS, FLAGS)),
)
def test_a_gate_is_green_only_if_it_was_passed(
    verdict: Verdict | None, ahead: bool, held: bool, waiting: bool, is_open: bool
) -> None:
    shown = light(verdict, is_ahead=ahead, is_held=held, is_waiting=waiting, is_open=is_open)
    assert (shown in {Light.PASSED, Light.CONDITIONS}) is (verdict in PASSES)
    if verdict is None and not held:
        ready = Light.READY if is_open else Light.CLOSED
        assert shown is (Light.LATER if not ahead else Light.WAITING if waiting else ready)


@given(
    promised=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    passed=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    expected=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    today=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_nothing_is_less_than_on_time_and_what_has_passed_gets_no_later(
    promised: date, passed: date | None, expected: date | None, today: date
) -> None:
    dates = Dates(promised, expected, passed)
    late = dates.days_late(today)
    assert late >= 0
    if passed:
        assert (
            late == dates.days_late(today + timedelta(days=1)) == max((passed - promised).days, 0)
        )
    else:
        assert dates.days_late(today + timedelta(days=1)) >= late


def test_each_line_that_is_not_met_is_somebody_s_to_move() -> None:
    claimed = [line for lines in MOVERS.values() for line in lines]
    assert len(claimed) == len(set(claimed)), "two roles would wait for each other"
    assert mover_of(Line.MONEY_IDENTIFIED) is Role.FINANCE_OFFICER
    assert mover_of(Line.MEASURE_WITH_BASELINE) is Role.CHALLENGE_OWNER


def test_what_was_never_promised_is_never_late() -> None:
    assert Dates(None, None, date(2026, 1, 1)).days_late(date(2027, 1, 1)) == 0


WORDS = st.lists(st.sampled_from(["bus", "tram", "late", "\n"]), max_size=12).map(" ".join)


@given(before=WORDS, after=WORDS)
def test_a_difference_gives_both_texts_back(before: str, after: str) -> None:
    runs = differences(before, after)
    new = "".join(run.words for run in runs if run.change is not Change.GONE)
    old = "".join(run.words for run in runs if run.change is not Change.NEW)
    assert new.split() == after.split()
    assert old.split() == before.split()
