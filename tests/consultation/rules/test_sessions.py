"""What may be done with a session, and what it may say of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from consultation.rules.moments import closing, opening
from consultation.rules.sessions import (
    NEXT,
    SeatState,
    SessionState,
    WhyNot,
    checked_plan,
    forgotten_on,
    is_told,
    may_sign_up,
    may_step,
    seat_for,
)
from foundation.base.errors import Invalid
from tests.clock import NOW
from tests.consultation.sessions import BEGINS, a_plan


@pytest.mark.parametrize(("before", "after"), list(product(SessionState, repeat=2)))
def test_a_session_goes_only_where_the_table_lets_it(
    before: SessionState, after: SessionState
) -> None:
    assert bool(may_step(before, after, a_plan(), NOW)) is (after in NEXT[before])


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"starts_at": None, "ends_at": None}, WhyNot.NO_TIME),
        ({"place": ""}, WhyNot.NO_WHERE),
        ({"place": "", "link": "https://meet.example"}, None),
        ({"starts_at": NOW - timedelta(2), "ends_at": NOW}, WhyNot.IS_OVER),
    ],
)
def test_a_session_is_published_once_it_says_when_and_where(
    more: dict[str, Any], reason: WhyNot | None
) -> None:
    found = may_step(SessionState.DRAFT, SessionState.PUBLISHED, a_plan(**more), NOW)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " \n"}, "title"),
        ({"title": "T" * 201}, "title"),
        ({"about": "a" * 4001}, "about"),
        ({"link": "http://meet.example"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"ends_at": BEGINS}, "ends"),
        ({"ends_at": None}, "ends"),
        ({"signs_up": True, "capacity": 0}, "capacity"),
        ({"signs_up": True, "capacity": 501}, "capacity"),
    ],
)
def test_what_a_session_cannot_say_is_told_at_its_field(more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_plan(a_plan(**more))
    assert set(refused.value.fields) == {field}


def test_places_are_given_until_they_are_taken_and_then_one_waits() -> None:
    assert seat_for(None, 9999, has_waiting=False) is SeatState.TAKEN
    assert seat_for(2, 1, has_waiting=False) is SeatState.TAKEN
    assert seat_for(2, 2, has_waiting=True) is SeatState.WAITING
    assert seat_for(2, 2, has_waiting=False) is None
    ends = NOW + timedelta(hours=1)
    on = SessionState.PUBLISHED
    assert may_sign_up(on, ends, NOW, signs_up=True)
    assert may_sign_up(on, ends, NOW, signs_up=False).reason is WhyNot.NO_SIGN_UP
    assert may_sign_up(on, ends, ends, signs_up=True).reason is WhyNot.IS_OVER
    off = SessionState.CALLED_OFF
    assert may_sign_up(off, ends, NOW, signs_up=True).reason is WhyNot.NOT_ON


def test_who_comes_is_told_of_another_time_or_place_and_of_nothing_else() -> None:
    plan = a_plan()
    assert not is_told(plan, replace(plan, title="Another", capacity=3))
    assert is_told(plan, replace(plan, place="Town Hall"))
    assert is_told(plan, replace(plan, starts_at=BEGINS + timedelta(minutes=5)))


def test_a_session_over_the_change_of_clocks_ends_when_london_says_so() -> None:
    night = date(2026, 10, 25)
    starts, ends = opening(night, BEGINS.time().replace(hour=0, minute=30)), closing(night, None)
    assert ends - starts == timedelta(hours=24, minutes=30)
    assert forgotten_on(starts) == date(2026, 11, 23)
