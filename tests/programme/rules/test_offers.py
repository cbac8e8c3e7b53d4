"""An offer is answered once, in time, and by nobody who has an interest in a rival."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import product

import pytest

from foundation.base.clock import london_instant
from foundation.base.errors import Invalid
from programme.rules.conflicts import Answer, ConflictState, is_interested
from programme.rules.matches import MatchState
from programme.rules.offers import (
    MOST_DAYS,
    REFUSALS,
    WhyNot,
    answer_by,
    may_answer,
    may_deal,
    usual_day,
)
from tests.clock import NOW

TODAY = NOW.date()
MOMENTS = {
    "before": NOW + timedelta(microseconds=1),
    "at": NOW,
    "after": NOW - timedelta(microseconds=1),
}


@pytest.mark.parametrize(("state", "when"), list(product(MatchState, MOMENTS)))
def test_the_whole_square_of_answers(state: MatchState, when: str) -> None:
    decision = may_answer(state, MOMENTS[when], NOW)
    if state is not MatchState.OFFERED:
        assert decision.reason is WhyNot.NOT_OFFERED
    else:
        assert decision.reason is (None if when == "before" else WhyNot.TOO_LATE)


def test_an_offer_without_a_last_day_can_be_answered() -> None:
    assert may_answer(MatchState.OFFERED, None, NOW)


@pytest.mark.parametrize(
    "day", [None, TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=MOST_DAYS + 1)]
)
def test_a_last_day_that_is_none_is_refused_at_its_field(day: date | None) -> None:
    with pytest.raises(Invalid) as refused:
        answer_by(day, NOW)
    assert "until" in refused.value.fields


@pytest.mark.parametrize("days", [1, MOST_DAYS])
def test_the_last_day_ends_at_five_in_london(days: int) -> None:
    day = TODAY + timedelta(days=days)
    assert answer_by(day, NOW) == london_instant(day, time(17))


def test_the_usual_last_day_leaves_five_working_days() -> None:
    assert usual_day(date(2026, 12, 21)) == date(2026, 12, 30)


def test_nobody_with_an_interest_in_a_firm_matches() -> None:
    assert may_deal(is_interested=False)
    assert may_deal(is_interested=True).reason is WhyNot.CONFLICT
    assert set(REFUSALS) == set(WhyNot)


@pytest.mark.parametrize(("answer", "state"), list(product(Answer, ConflictState)))
def test_a_conflict_that_is_not_cleared_is_an_interest(
    answer: Answer, state: ConflictState
) -> None:
    harmless = answer is Answer.NONE and state is not ConflictState.BARRED
    assert is_interested(answer, state) is not (harmless or state is ConflictState.CLEARED)
