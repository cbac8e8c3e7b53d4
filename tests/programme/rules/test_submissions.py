"""A submission goes from state to state as its table says, and to the millisecond in time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from foundation.base.clock import london_instant
from foundation.base.errors import Conflict, Invalid
from programme.rules.eligibility import (
    ASKED,
    HELP,
    CheckDraft,
    Ground,
    Verdict,
    as_codes,
    checked_check,
    from_codes,
    not_met,
)
from programme.rules.firms import FirmDraft, checked_firm
from programme.rules.submissions import (
    BY_THE_DEADLINE,
    NEXT,
    REFUSALS,
    SENT,
    SubmissionState,
    WhyNot,
    Window,
    in_time,
    may_move,
    may_submit,
    may_write,
    move,
)
from tests.clock import NOW

_S = SubmissionState
MILLISECOND = timedelta(milliseconds=1)
OPEN = Window(NOW - timedelta(days=1), NOW + timedelta(days=1))
WAYS = (
    (_S.DRAFT, _S.READY, _S.AWAITING_SIGN_OFF, _S.SUBMITTED, _S.DRAFT),
    (_S.SUBMITTED, _S.INELIGIBLE, _S.INELIGIBLE_INFORMED, _S.SUBMITTED),
    (_S.SUBMITTED, _S.UNDER_ASSESSMENT, _S.MATCHED, _S.INFORMED),
    (_S.UNDER_ASSESSMENT, _S.RESERVE, _S.MATCHED),
    (_S.RESERVE, _S.INFORMED),
    (_S.UNDER_ASSESSMENT, _S.UNSUCCESSFUL, _S.INFORMED),
    (_S.READY, _S.DRAFT),
    (_S.AWAITING_SIGN_OFF, _S.DRAFT),
)
ALLOWED = {pair for way in WAYS for pair in pairwise(way)} | {
    (state, _S.WITHDRAWN) for state in _S if state is not _S.WITHDRAWN
}


@pytest.mark.parametrize("before", list(_S))
@pytest.mark.parametrize("after", list(_S))
def test_the_whole_square(before: _S, after: _S) -> None:
    assert ((before, after) in ALLOWED) is (after in NEXT[before])
    if (before, after) in ALLOWED:
        assert move(before, after) is after
        assert may_move(before, after, OPEN, NOW)
    else:
        with pytest.raises(Conflict):
            move(before, after)
        assert may_move(before, after, OPEN, NOW).reason is WhyNot.NOT_THERE


@pytest.mark.parametrize(
    "closes",
    [
        NOW,
        london_instant(date(2026, 3, 29), time(1, 30)),
        london_instant(date(2026, 3, 29), time(12)),
        london_instant(date(2026, 10, 25), time(1, 30)),
        london_instant(date(2026, 10, 25), time(12)),
    ],
)
def test_the_deadline_is_exact_also_on_the_nights_when_the_clocks_change(closes: datetime) -> None:
    window = Window(closes - timedelta(days=28), closes)
    who, other = uuid4(), uuid4()
    for now, is_in_time in (
        (closes - MILLISECOND, True),
        (closes, False),
        (closes + MILLISECOND, False),
    ):
        assert bool(in_time(window, now)) is is_in_time
        assert bool(may_write(_S.DRAFT, window, now)) is is_in_time
        assert bool(may_submit(_S.AWAITING_SIGN_OFF, who, other, window, now)) is is_in_time
        assert bool(may_move(_S.SUBMITTED, _S.DRAFT, window, now)) is is_in_time
        assert may_move(_S.SUBMITTED, _S.WITHDRAWN, window, now)


def test_summer_time_makes_the_spring_night_an_hour_shorter() -> None:
    spring = [london_instant(day, time(12)) for day in (date(2026, 3, 28), date(2026, 3, 29))]
    autumn = [london_instant(day, time(12)) for day in (date(2026, 10, 24), date(2026, 10, 25))]
    assert spring[1] - spring[0] == timedelta(hours=23)
    assert autumn[1] - autumn[0] == timedelta(hours=25)


def test_guards_say_why() -> None:
    who, other = uuid4(), uuid4()
    assert in_time(Window(None, None), NOW).reason is WhyNot.NOT_OPEN_YET
    assert in_time(Window(NOW + MILLISECOND, None), NOW).reason is WhyNot.NOT_OPEN_YET
    assert may_write(_S.SUBMITTED, OPEN, NOW).reason is WhyNot.FIXED
    assert may_submit(_S.AWAITING_SIGN_OFF, who, who, OPEN, NOW).reason is WhyNot.SAME_PERSON
    assert may_submit(_S.AWAITING_SIGN_OFF, who, None, OPEN, NOW).reason is WhyNot.SAME_PERSON
    assert may_submit(_S.READY, who, other, OPEN, NOW).reason is WhyNot.NOT_THERE
    assert may_submit(_S.INELIGIBLE_INFORMED, who, other, OPEN, NOW).reason is WhyNot.NOT_THERE
    assert may_submit(_S.AWAITING_SIGN_OFF, who, other, OPEN, NOW)
    assert set(REFUSALS) == set(WhyNot)
    assert _S.DRAFT not in SENT
    assert _S.WITHDRAWN not in SENT
    assert {_S.SUBMITTED} == BY_THE_DEADLINE & SENT


def test_a_formal_no_has_grounds_and_a_reason() -> None:
    no = CheckDraft(Verdict.INELIGIBLE, frozenset({Ground.INSURED}), " Not insured. ")
    assert checked_check(no).reason == "Not insured."
    for wrong in (
        CheckDraft(Verdict.INELIGIBLE, frozenset(), "Because"),
        CheckDraft(Verdict.INELIGIBLE, frozenset({Ground.INSURED}), " "),
        CheckDraft(Verdict.INELIGIBLE, frozenset({Ground.INSURED}), "x" * 2_001),
    ):
        with pytest.raises(Invalid):
            checked_check(wrong)
    assert from_codes(as_codes(set(Ground))) == tuple(Ground)
    assert set(ASKED) == set(HELP) == set(Ground)
    assert not_met({Ground.INSURED: False, Ground.HAS_TIME: True}) == (Ground.INSURED,)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FirmDraft(" "), "name"),
        (FirmDraft("x" * 151), "name"),
        (FirmDraft("A", company_number="12"), "company_number"),
        (FirmDraft("A", website="javascript:alert(1)"), "website"),
    ],
)
def test_a_firm_says_who_it_is(draft: FirmDraft, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_firm(draft)
    assert list(refused.value.fields) == [field]
    assert checked_firm(FirmDraft("A", company_number="sc123456")).company_number == "SC123456"
