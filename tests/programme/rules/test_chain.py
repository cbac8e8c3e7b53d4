"""A line of the chain shows what is missing and hides nothing."""

from __future__ import annotations

from itertools import product

import pytest

from foundation.base.errors import Invalid
from programme.rules.chain import (
    MOST_LINES,
    Link,
    LinkState,
    WhyNot,
    after_drop,
    checked_because,
    in_place,
    may_begin,
    stops_at,
)

THERE, OPEN = LinkState.THERE, LinkState.OPEN


def test_a_line_stops_at_its_first_gap_and_counts_what_is_in_place() -> None:
    for states in product((THERE, OPEN, LinkState.BROKEN), repeat=len(Link)):
        assert in_place(states) == states.count(THERE)
        place = stops_at(states)
        assert all(state is THERE for state in states[: place - 1 if place else None])
        assert place is None or states[place - 1] is not THERE


@pytest.mark.parametrize("state", LinkState)
def test_a_dropped_theme_hides_nothing_that_is_there_or_has_failed(state: LinkState) -> None:
    _theme, after = after_drop([THERE, state])
    shown = state if state in {THERE, LinkState.FAILED} else LinkState.DROPPED
    assert after is shown


def test_a_theme_has_one_line_and_reasons_are_short() -> None:
    assert may_begin(has_line=False, lines=0)
    assert may_begin(has_line=True, lines=1).reason is WhyNot.TWICE
    assert may_begin(has_line=False, lines=MOST_LINES).reason is WhyNot.TOO_MANY
    assert checked_because({Link.MEASURE: " it counts ", Link.TEST: " "}, "") == (
        {Link.MEASURE: "it counts"},
        "",
    )
    with pytest.raises(Invalid):
        checked_because({Link.MEASURE: "x" * 200}, "")
