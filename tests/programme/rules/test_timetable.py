"""The first lawful day of each step, worked out as a procurement officer would on paper."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.errors import Invalid
from foundation.base.working_days import MONDAY_TO_FRIDAY, is_working_day
from programme.rules.routes import Route
from programme.rules.step_days import checked_done, checked_forecast
from programme.rules.steps import STEPS, Step
from programme.rules.timetable import (
    Way,
    christmas_days,
    earliest_days,
    earliest_of,
    first_contract_day,
    tender_days,
)

TODAY = date(2026, 11, 23)
FLEXIBLE = Way(Route.FLEXIBLE, {})


def test_the_timetable_of_the_screen_is_worked_out_to_the_day() -> None:
    days = {each.step: each.day for each in earliest_days(FLEXIBLE, TODAY)}
    assert days == {
        Step.CASE: TODAY,
        Step.ENGAGEMENT: TODAY,
        Step.CONFLICTS: TODAY,
        Step.TENDER: TODAY,
        Step.TENDERS_IN: date(2026, 12, 18),
        Step.AWARD: date(2026, 12, 21),
        Step.STANDSTILL: date(2027, 1, 4),
        Step.CONTRACT: date(2027, 1, 5),
        Step.DETAILS: date(2027, 2, 4),
    }
    assert earliest_of(FLEXIBLE, Step.STANDSTILL, TODAY).working == (
        "8 working days from 21 December, which counts. "
        "Bank holidays: 25 December, 28 December, 1 January."
    )
    assert earliest_of(FLEXIBLE, Step.TENDERS_IN, TODAY).working == "23 November + 25 days."


@pytest.mark.parametrize(
    ("route", "first"),
    [
        (Route.FLEXIBLE, date(2027, 1, 5)),
        (Route.BELOW_THRESHOLD, date(2026, 11, 25)),
        (Route.FRAMEWORK, date(2026, 11, 25)),
        (Route.RD_EXEMPT, TODAY),
        (Route.INNOVATION_PARTNERSHIP, date(2027, 1, 5)),
    ],
)
def test_each_route_has_its_own_first_contract_day(route: Route, first: date) -> None:
    assert first_contract_day(Way(route, {}), TODAY) == first


@pytest.mark.parametrize(
    ("announced", "days"),
    [
        (None, 25),
        (TODAY - timedelta(days=39), 25),
        (TODAY - timedelta(days=40), 10),
        (date(2025, 11, 23), 10),
        (date(2025, 11, 22), 25),
    ],
)
def test_a_planned_procurement_notice_shortens_the_tender(
    announced: date | None, days: int
) -> None:
    assert tender_days(Way(Route.FLEXIBLE, {}, announced), TODAY) == days


def test_what_is_done_counts_from_its_own_day() -> None:
    done = {Step.TENDER: date(2026, 10, 1), Step.TENDERS_IN: date(2026, 10, 30)}
    way = Way(Route.FLEXIBLE, done)
    assert earliest_of(way, Step.TENDERS_IN, TODAY).day == date(2026, 10, 26)
    assert earliest_of(way, Step.AWARD, TODAY).day == TODAY
    late = Way(Route.FLEXIBLE, done | {Step.AWARD: date(2026, 11, 2)})
    assert earliest_of(late, Step.STANDSTILL, TODAY).day == date(2026, 11, 11)
    assert first_contract_day(late, TODAY) == TODAY


def test_a_window_over_christmas_is_said() -> None:
    working = earliest_of(FLEXIBLE, Step.TENDERS_IN, date(2026, 12, 10)).working
    assert "15 of them lie between 20 December and 3 January" in working
    assert christmas_days(date(2026, 12, 19), date(2027, 1, 4)) == 15


def test_no_engagement_needs_no_notice_of_it() -> None:
    way = Way(Route.FLEXIBLE, {}, is_engaged=False)
    assert Step.ENGAGEMENT not in {each.step for each in earliest_days(way, TODAY)}


AFTER_AWARD = {
    Step.ENGAGEMENT: date(2026, 9, 1),
    Step.CONFLICTS: date(2026, 9, 2),
    Step.TENDER: date(2026, 9, 3),
    Step.TENDERS_IN: date(2026, 9, 28),
    Step.AWARD: date(2026, 9, 29),
}


@pytest.mark.parametrize(
    ("missing", "step", "day", "words"),
    [
        ((), Step.CONTRACT, date(2026, 10, 8), "first lawful day is 9 October 2026"),
        ((), Step.TENDERS_IN, date(2026, 9, 27), "first lawful day is 28 September 2026"),
        ((Step.CONFLICTS,), Step.CONTRACT, date(2026, 10, 9), "Conflicts assessment"),
        ((Step.CONFLICTS,), Step.TENDER, date(2026, 9, 3), "Conflicts assessment"),
        ((Step.ENGAGEMENT,), Step.TENDER, date(2026, 9, 3), "Engagement notice"),
        ((), Step.TENDER, date(2026, 9, 1), "first lawful day is 2 September 2026"),
        ((), Step.CONTRACT, TODAY + timedelta(days=1), "has not come yet"),
        ((), Step.DETAILS, TODAY, "Contract signed"),
        ((), Step.STANDSTILL, TODAY, "no day of its own"),
    ],
)
def test_a_day_before_its_first_lawful_one_is_refused_with_the_working(
    missing: tuple[Step, ...], step: Step, day: date, words: str
) -> None:
    done = {each: on for each, on in AFTER_AWARD.items() if each not in missing}
    with pytest.raises(Invalid, match=words):
        checked_done(Way(Route.FLEXIBLE, done), step, day, TODAY)


def test_the_first_lawful_day_itself_is_taken() -> None:
    way = Way(Route.FLEXIBLE, AFTER_AWARD)
    checked_done(way, Step.CONTRACT, date(2026, 10, 9), TODAY)
    checked_forecast(FLEXIBLE, Step.CONTRACT, date(2027, 1, 5), TODAY)
    with pytest.raises(Invalid, match="first lawful day is 5 January 2027"):
        checked_forecast(FLEXIBLE, Step.CONTRACT, date(2027, 1, 4), TODAY)


def test_the_details_are_due_within_their_days_of_signing() -> None:
    way = Way(Route.FLEXIBLE, AFTER_AWARD | {Step.CONTRACT: date(2026, 10, 9)})
    checked_done(way, Step.DETAILS, date(2026, 11, 8), TODAY)
    with pytest.raises(Invalid, match="due by 8 November 2026"):
        checked_done(way, Step.DETAILS, date(2026, 11, 9), TODAY)
    with pytest.raises(Invalid, match="after the contract"):
        checked_done(way, Step.DETAILS, date(2026, 10, 8), TODAY)


@given(
    st.sampled_from(list(Route)),
    st.dates(date(2025, 3, 1), date(2027, 12, 1)),
    st.booleans(),
)
def test_no_step_comes_before_the_one_it_follows(
    route: Route, today: date, is_engaged: bool
) -> None:
    found = earliest_days(Way(route, {}, is_engaged=is_engaged), today)
    days = [each.day for each in found]
    assert all(before <= after for before, after in pairwise(days))
    assert days[0] == today
    if Step.STANDSTILL in STEPS[route]:
        assert is_working_day(first_contract_day(Way(route, {}), today), MONDAY_TO_FRIDAY)
