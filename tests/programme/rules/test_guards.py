"""Every line of every gate: what shuts it, what opens it, and the words it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.clock import london_instant
from programme.rules.challenges import BudgetState, Engagement
from programme.rules.gates import is_open
from programme.rules.guards import GUARDS, results_of
from programme.rules.line_titles import TITLES
from programme.rules.lines import LINES, PAINS, Line, LineRule
from programme.rules.programmes import Pain
from programme.rules.snapshots import (
    BriefFacts,
    BusinessCase,
    Cohort,
    Matches,
    Money,
    Pack,
    People,
    Prototypes,
    Snapshot,
    Submissions,
)
from programme.rules.stages import GateCode
from programme.rules.windows import is_over_christmas_alone
from tests.clock import NOW

OPENS = london_instant(date(2026, 9, 1))
BARE = Snapshot(NOW)
CASE = BusinessCase(5, 5, True, 2, 2, True, False)
PACK = Pack(18, 18, True, True, 0, True)
READY = Snapshot(
    NOW,
    people=People("Planning", True, True, date(2026, 8, 3)),
    money=Money(BudgetState.CONFIRMED, 3_000_000, 4_800_000, date(2026, 12, 4)),
    brief=BriefFacts(11, 1, True, True, 2, 1, 3, 1),
    opens_at=OPENS,
    closes_at=OPENS + timedelta(days=28),
    criteria_frozen_at=NOW,
    interests_open_at=NOW,
    engagement=Engagement.PUBLISHED,
    submissions=Submissions(0, (3, 3, 4, 3)),
    matches=Matches(3, 3, shortfall_decided=False),
    prototypes=Prototypes(3, 3, 3),
    cohort=Cohort(60, 0),
    case=CASE,
    pack=PACK,
)

SHUTS = {
    Line.DEPARTMENT_NAMED: (replace(READY, people=replace(READY.people, department=None)), "Cho"),
    Line.OWNER_NAMED: (replace(READY, people=replace(READY.people, has_owner=False)), "Name"),
    Line.SPONSOR_ACCEPTED: (
        replace(READY, people=replace(READY.people, sponsor_accepted_on=None)),
        "has not accepted",
    ),
    Line.BUDGET_RECORDED: (replace(READY, money=Money()), "Record"),
    Line.SECTIONS_COMPLETE: (replace(READY, brief=replace(READY.brief, complete=10)), "10 of 12"),
    Line.BRIEF_APPROVED: (
        replace(READY, brief=replace(READY.brief, procurement_key=False)),
        "Procurement has still",
    ),
    Line.MEASURE_WITH_BASELINE: (
        replace(READY, brief=replace(READY.brief, measures_with_baseline=0)),
        "0 of 2",
    ),
    Line.EVIDENCE_LINKED: (replace(READY, brief=replace(READY.brief, citations=2)), "2 cited"),
    Line.RESIDENTS_CITED: (replace(READY, brief=replace(READY.brief, from_residents=0)), "0 from"),
    Line.WINDOW_LONG_ENOUGH: (replace(READY, closes_at=OPENS + timedelta(days=27)), "27 days"),
    Line.WINDOW_NOT_CHRISTMAS: (
        replace(
            READY,
            opens_at=london_instant(date(2026, 12, 20)),
            closes_at=london_instant(date(2027, 1, 4)),
        ),
        "20 December",
    ),
    Line.CRITERIA_FROZEN: (replace(READY, criteria_frozen_at=None), "Freeze"),
    Line.INTERESTS_REGISTER_OPEN: (replace(READY, interests_open_at=None), "Open the register"),
    Line.ENGAGEMENT_DECIDED: (replace(READY, engagement=Engagement.UNDECIDED), "Decide"),
    Line.DEADLINE_PASSED: (replace(READY, closes_at=NOW + timedelta(microseconds=1)), "still"),
    Line.CLARIFICATIONS_ANSWERED: (
        replace(READY, submissions=Submissions(2, (3, 3, 4, 3))),
        "2 questions",
    ),
    Line.ASSESSORS_CLEARED: (replace(READY, submissions=Submissions(0, (3, 3, 2, 4))), "3 of 4"),
    Line.AT_MOST_THREE_MATCHED: (replace(READY, matches=Matches(4, 4, False)), "4 matched"),
    Line.MATCHES_ACCEPTED: (replace(READY, matches=Matches(3, 2, False)), "2 of 3"),
    Line.SHORTFALL_DECIDED: (replace(READY, matches=Matches(2, 2, False)), "Decide"),
    Line.EVIDENCE_VERIFIED: (replace(READY, prototypes=Prototypes(3, 2, 3)), "2 of 3"),
    Line.COSTS_GIVEN: (replace(READY, prototypes=Prototypes(3, 3, 1)), "1 of 3"),
    Line.ATTENDANCE_HIGH_ENOUGH: (replace(READY, cohort=Cohort(59, 0)), "59 in 100"),
    Line.EQUAL_INFORMATION: (replace(READY, cohort=Cohort(60, 1)), "1 notes"),
    Line.MONEY_IDENTIFIED: (
        replace(READY, money=Money(BudgetState.INDICATIVE, 0, 4_800_000)),
        "£48,000 is only indicative",
    ),
    Line.CASES_WRITTEN: (replace(READY, case=replace(CASE, written=4)), "4 of 5"),
    Line.DOING_NOTHING_COMPARED: (
        replace(READY, case=replace(CASE, has_doing_nothing=False)),
        "nothing is done",
    ),
    Line.BENEFITS_MEASURED: (replace(READY, case=replace(CASE, benefits=3)), "2 of 3"),
    Line.APPROVER_APART: (replace(READY, case=replace(CASE, approver_wrote=True)), "wrote"),
    Line.PACK_COMPLETE: (replace(READY, pack=replace(PACK, ready=17)), "17 of 18"),
    Line.CONFLICTS_ASSESSED: (
        replace(READY, pack=replace(PACK, conflicts_assessed=False)),
        "s.83",
    ),
    Line.FAIRNESS_STATED: (replace(READY, pack=replace(PACK, fairness_stated=False)), "unfa"),
    Line.DATA_VALID: (replace(READY, pack=replace(PACK, data_errors=2)), "2 errors"),
    Line.CHAIN_HOLDS: (replace(READY, pack=replace(PACK, chain_holds=False)), "broken"),
}


@pytest.mark.parametrize("gate", GateCode)
def test_a_bare_challenge_finds_every_gate_shut_and_a_ready_one_every_gate_open(
    gate: GateCode,
) -> None:
    assert not is_open(results_of(BARE, LINES[gate]))
    ready = results_of(READY, LINES[gate])
    assert is_open(ready), [result for result in ready if not result.is_met]


@pytest.mark.parametrize("line", Line)
def test_one_fact_shuts_one_line_and_says_so(line: Line) -> None:
    facts, words = SHUTS[line]
    gate = next(gate for gate, rules in LINES.items() if line in {rule.line for rule in rules})
    shut = [result for result in results_of(facts, LINES[gate]) if not result.is_met]
    assert line in {result.line for result in shut}
    (found,) = (result for result in shut if result.line is line)
    assert words in found.reason


@pytest.mark.parametrize("line", Line)
def test_every_line_has_a_title_and_a_sentence_for_nothing_known(line: Line) -> None:
    assert TITLES[line][0].isupper()
    assert not TITLES[line].endswith(".")
    is_met, reason = GUARDS[line](BARE, 1)
    assert not is_met or line is Line.APPROVER_APART
    assert reason.endswith(".")


def test_each_line_stands_at_one_gate() -> None:
    placed = [rule.line for rules in LINES.values() for rule in rules]
    assert sorted(placed) == sorted(Line)


def test_each_trouble_of_the_pilot_is_guarded_against() -> None:
    assert set(PAINS.values()) == set(Pain)


@given(waived=st.sets(st.sampled_from(Line)), gate=st.sampled_from(GateCode))
def test_a_waiver_counts_only_where_one_may_be(waived: set[Line], gate: GateCode) -> None:
    for result, rule in zip(results_of(BARE, LINES[gate], waived), LINES[gate], strict=True):
        assert result.is_waived is (rule.is_waivable and rule.line in waived)


def test_a_programme_may_ask_for_more_than_the_template() -> None:
    (strict,) = results_of(READY, [LineRule(Line.WINDOW_LONG_ENOUGH, 42)])
    assert not strict.is_met
    assert strict.reason == "28 days, at least 42 are needed."


@pytest.mark.parametrize(
    ("opens", "closes", "is_over"),
    [
        (date(2026, 12, 20), date(2027, 1, 4), True),
        (date(2026, 12, 19), date(2027, 1, 4), False),
        (date(2026, 12, 20), date(2027, 1, 5), False),
        (date(2027, 1, 1), date(2027, 1, 4), True),
        (date(2026, 12, 20), date(2028, 1, 3), False),
        (date(2026, 6, 1), date(2026, 6, 20), False),
    ],
)
def test_a_window_is_over_christmas_alone_only_if_every_day_is(
    opens: date, closes: date, is_over: bool
) -> None:
    assert is_over_christmas_alone(london_instant(opens), london_instant(closes)) is is_over


@given(day=st.dates(date(2026, 1, 1), date(2030, 1, 1)), at=st.times())
def test_the_deadline_is_exact(day: date, at: time) -> None:
    closes = london_instant(day, at)
    before = replace(READY, closes_at=closes, now=closes - timedelta(microseconds=1))
    rule = [LineRule(Line.DEADLINE_PASSED)]
    assert not results_of(before, rule)[0].is_met
    assert results_of(replace(before, now=closes), rule)[0].is_met
