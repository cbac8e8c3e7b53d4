"""Awards, contracts, phases and outcomes: what is allowed, and what is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from foundation.base.errors import Invalid
from programme.rules.awards import AwardDraft, checked_award, may_award
from programme.rules.awards import WhyNot as NoAward
from programme.rules.challenges import ChallengeState, PathwayKind, Standing
from programme.rules.contract_phases import (
    ALLOWED,
    Phase,
    PhaseDraft,
    PhaseResult,
    Point,
    Verdict,
    checked_phase,
    checked_result,
    may_decide,
)
from programme.rules.contract_phases import WhyNot as NotDecided
from programme.rules.contracts import (
    ContractDraft,
    Reading,
    WhyNot,
    checked_contract,
    checked_use,
    may_sign,
    use_window,
)
from programme.rules.outcomes import ENDINGS, REASONS, Reason, Result, may_settle, state_after
from programme.rules.outcomes import WhyNot as Unsettled
from programme.rules.routes import Route
from programme.rules.steps import STEPS, Step

DAY = date(2026, 11, 26)
AWARD = AwardDraft("Invented Ltd", "", None, 48_000_00, "GBP", DAY, DAY)


@pytest.mark.parametrize("route", [None, *Route])
def test_an_award_needs_a_route_an_assessment_summaries_and_no_other_award(
    route: Route | None,
) -> None:
    for assessed, has_award, told in product((True, False), (True, False), (DAY, None)):
        why = may_award(route, is_assessed=assessed, has_award=has_award, summaries_on=told).reason
        if route is None:
            assert why is NoAward.NO_ROUTE
        elif not assessed:
            assert why is NoAward.NO_CONFLICTS
        elif has_award:
            assert why is NoAward.TWO_AWARDS
        elif Step.STANDSTILL in STEPS[route] and told is None:
            assert why is NoAward.NO_SUMMARIES
        else:
            assert why is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"supplier": " "}, "supplier"),
        ({"value_p": None}, "value"),
        ({"value_p": -1}, "value"),
        ({"currency": ""}, "currency"),
        ({"currency": "pounds"}, "currency"),
        ({"awarded_on": None}, "awarded_on"),
        ({"awarded_on": DAY + timedelta(days=1)}, "awarded_on"),
        ({"summaries_on": DAY + timedelta(days=1)}, "summaries_on"),
    ],
    ids=str,
)
def test_an_award_that_says_too_little_is_refused_at_its_field(
    change: dict[str, object], field: str
) -> None:
    assert checked_award(AWARD, DAY) == AWARD
    with pytest.raises(Invalid) as wrong:
        checked_award(replace(AWARD, **change), DAY)  # type: ignore[arg-type]
    assert field in wrong.value.fields


def test_a_big_contract_has_three_measures_and_there_is_one_contract() -> None:
    def why(value_p: int, measures: int, *, has: bool = False, currency: str = "GBP") -> object:
        return may_sign(value_p, currency, DAY, measures=measures, has_contract=has).reason

    assert why(5_000_000_00, 0) is None
    assert why(5_000_000_01, 2) is WhyNot.TOO_FEW_MEASURES
    assert why(5_000_000_01, 3) is None
    assert why(1, 3, has=True) is WhyNot.SIGNED


@pytest.mark.parametrize(
    ("signed", "starts", "ends", "currency"),
    [(1, 1, 2, "GBP"), (0, -1, 2, "GBP"), (0, 2, 2, "GBP"), (0, 1, 2, ""), (None, 1, 2, "GBP")],
)
def test_a_contract_has_its_days_in_order_and_a_currency(
    signed: int | None, starts: int, ends: int, currency: str
) -> None:
    def on(days: int | None) -> date | None:
        return None if days is None else DAY + timedelta(days=days)

    draft = ContractDraft(on(signed), on(starts), on(ends), 1_00, currency, "Digital team")
    with pytest.raises(Invalid):
        checked_contract(draft, DAY)


@pytest.mark.parametrize(("point", "verdict"), [*product(Point, Verdict)])
def test_a_contract_stops_or_shrinks_only_where_it_says_so(point: Point, verdict: Verdict) -> None:
    phases = [Phase(1, Point.STOP, 1_00, Verdict.GO_ON), Phase(2, point, 1_00, None)]
    assert bool(may_decide(2, verdict, phases)) is (verdict in ALLOWED[point])
    assert may_decide(1, Verdict.GO_ON, phases).reason is NotDecided.NOT_NEXT
    stopped = [Phase(1, Point.STOP, 1_00, Verdict.STOP), Phase(2, point, 1_00, None)]
    assert may_decide(2, verdict, stopped).reason is NotDecided.STOPPED


@pytest.mark.parametrize(
    ("reading", "paid_p", "verdict", "reason", "field"),
    [
        (Reading.MET, 1_01, Verdict.GO_ON, "", "paid"),
        (Reading.MET, None, Verdict.GO_ON, "", "paid"),
        (Reading.MISSED, 1_00, Verdict.GO_ON, "So.", "paid"),
        (Reading.MISSED, 0, Verdict.GO_ON, "", "phase_reason"),
        (Reading.MET, 1_00, Verdict.STOP, "", "phase_reason"),
    ],
)
def test_a_phase_pays_at_most_what_was_agreed_and_says_why_it_stops(
    reading: Reading, paid_p: int | None, verdict: Verdict, reason: str, field: str
) -> None:
    phase = Phase(1, Point.STOP, 1_00, None)
    with pytest.raises(Invalid) as wrong:
        checked_result(PhaseResult(reading, DAY, paid_p, verdict, reason), phase, DAY, DAY)
    assert field in wrong.value.fields


def test_phases_follow_each_other() -> None:
    draft = PhaseDraft("Build", "It runs.", DAY, 0)
    assert checked_phase(draft, None) == draft
    with pytest.raises(Invalid):
        checked_phase(draft, DAY)


def test_use_is_asked_eighteen_to_twenty_four_months_after_signing() -> None:
    assert use_window(date(2026, 8, 31)) == (date(2028, 2, 29), date(2028, 8, 31))
    with pytest.raises(Invalid, match="29 February 2028"):
        checked_use("", date(2028, 2, 28), date(2026, 8, 31), date(2028, 3, 1))
    assert checked_use("", date(2028, 2, 29), date(2026, 8, 31), date(2028, 3, 1))


@pytest.mark.parametrize(("result", "reason"), [*product(Result, Reason)])
def test_each_outcome_has_reasons_of_its_own(result: Result, reason: Reason) -> None:
    bought = result is Result.PROCURED
    for has in (True, False):
        why = may_settle(result, reason, has_contract=has, is_settled=False).reason
        if reason not in REASONS[result]:
            assert why is Unsettled.WRONG_REASON
        else:
            assert (why is None) is (has is bought)
    again = may_settle(result, reason, has_contract=True, is_settled=True)
    assert again.reason is Unsettled.SETTLED


@pytest.mark.parametrize("result", Result)
def test_an_outcome_takes_a_challenge_to_where_it_belongs(result: Result) -> None:
    assert (result in ENDINGS) is (result is not Result.PROCURED)
    expected: dict[ChallengeState, ChallengeState | None] = {
        ChallengeState.HANDOVER: ChallengeState.NOT_PROCURED,
        ChallengeState.SHOWCASED: ChallengeState.WITHDRAWN,
        ChallengeState.PROCURED: None,
        ChallengeState.WITHDRAWN: None,
    }
    if result is Result.PROCURED:
        expected = dict.fromkeys(expected, ChallengeState.PROCURED)
        expected[ChallengeState.PROCURED] = None
    for state, after in expected.items():
        stood = ChallengeState.SHOWCASED if state is ChallengeState.WITHDRAWN else None
        at = Standing(PathwayKind.SHOWCASE, state, stood)
        assert state_after(result, at) is after
