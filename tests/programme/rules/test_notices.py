"""A notice is drafted from what is recorded, checked by a second person, and out with a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import uuid4

import pytest

from foundation.base.errors import Invalid
from programme.rules.notice_parts import HEADINGS, PARTS, NoticeFacts, Part, drafted
from programme.rules.notices import (
    ABOUT_NOTICE,
    NoticeCode,
    NoticeState,
    WhyNot,
    checked_publication,
    may_check,
    may_draft,
    may_move,
)
from programme.rules.routes import Route
from programme.rules.steps import Step
from tests.programme.rules.squares import steps

DAY = date(2026, 11, 26)
BARE = NoticeFacts("A council", "A title", "A question?", "A summary.")
FULL = replace(
    BARE,
    route=Route.FLEXIBLE,
    reason="It grows.",
    value_p=158_000_00,
    is_above=False,
    days=dict.fromkeys(Step, DAY),
    done=frozenset(Step),
    criteria=(("Fit", 6_000), ("Cost", 4_000)),
    engaged=(DAY, DAY),
    said=dict.fromkeys((Part.SUPPLIER, Part.AWARD, Part.SUMMARIES, Part.STOPPED), "Said.")
    | dict.fromkeys((Part.PERIOD, Part.MEASURES, Part.PAID), "Said."),
)
ALLOWED = """
drafted > drafted checked
checked > drafted published
published > superseded
"""


def test_the_square_of_states() -> None:
    allowed = steps(NoticeState, ALLOWED)
    for before, after in product(NoticeState, NoticeState):
        assert bool(may_move(before, after)) is ((before, after) in allowed)


def test_every_notice_is_described_and_each_of_its_parts_has_a_heading() -> None:
    assert set(ABOUT_NOTICE) == set(PARTS) == set(NoticeCode)
    assert set(HEADINGS) == set(Part)
    from_memory = {code for code, about in ABOUT_NOTICE.items() if not about.is_checked}
    assert from_memory == {NoticeCode(f"uk{number}") for number in range(8, 12)}


@pytest.mark.parametrize("code", NoticeCode)
def test_a_full_record_leaves_no_gap_and_a_bare_one_says_where_they_are(code: NoticeCode) -> None:
    assert None not in {words for _part, words in drafted(code, FULL)}
    bare = dict(drafted(code, BARE))
    assert bare[Part.BUYER] == "A council"
    assert None in bare.values()


def test_a_tender_without_a_conflicts_assessment_has_a_gap() -> None:
    without = replace(FULL, done=FULL.done - {Step.CONFLICTS})
    assert dict(drafted(NoticeCode.UK4, without))[Part.CONFLICTS] is None
    said = replace(without, no_engagement_because="One firm only.", done=frozenset())
    assert "One firm only." in (dict(drafted(NoticeCode.UK4, said))[Part.ENGAGED] or "")


@pytest.mark.parametrize(
    ("code", "route", "why"),
    [
        (NoticeCode.UK2, None, None),
        (NoticeCode.UK4, None, WhyNot.NOT_ON_ROUTE),
        (NoticeCode.UK4, Route.BELOW_THRESHOLD, None),
        (NoticeCode.UK6, Route.BELOW_THRESHOLD, WhyNot.NOT_ON_ROUTE),
        (NoticeCode.UK4, Route.RD_EXEMPT, WhyNot.NOT_ON_ROUTE),
        (NoticeCode.UK4, Route.INNOVATION_PARTNERSHIP, WhyNot.OLD_RULES),
        (NoticeCode.UK12, Route.FLEXIBLE, None),
    ],
)
def test_a_route_has_its_own_notices(
    code: NoticeCode, route: Route | None, why: WhyNot | None
) -> None:
    assert may_draft(code, route).reason is why


def test_nobody_checks_what_they_wrote_and_nothing_with_a_gap() -> None:
    me, other = uuid4(), uuid4()
    state = NoticeState.DRAFTED
    assert may_check(state, me, {other}, gaps=False)
    assert may_check(state, me, {me, other}, gaps=False).reason is WhyNot.OWN_WORK
    assert may_check(state, None, {other}, gaps=False).reason is WhyNot.OWN_WORK
    assert may_check(state, me, {other}, gaps=True).reason is WhyNot.GAPS
    assert may_check(NoticeState.PUBLISHED, me, set(), gaps=False).reason is WhyNot.NO_SUCH_STEP


@pytest.mark.parametrize(
    ("reference", "day"), [("", DAY), (" ", DAY), ("041267-2026", None), ("x", date(2026, 11, 27))]
)
def test_what_is_out_has_a_number_and_a_day_that_has_come(reference: str, day: date | None) -> None:
    with pytest.raises(Invalid):
        checked_publication(reference, day, DAY)
