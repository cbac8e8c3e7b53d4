"""The evaluation record says what was shown, what goes on, by whom and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foundation.base.errors import Invalid
from programme.rules.evaluations import (
    MOST,
    Fate,
    FindingDraft,
    checked_finding,
    lesson_of,
    may_keep,
    may_withdraw,
)
from programme.rules.programmes import Pain, Sentiment

ON = FindingDraft(
    "Briefs had twelve parts.", Fate.MAINSTREAMED, "They stay.", "Digital team", date(2027, 4, 1)
)
OFF = FindingDraft("Firms were asked over Christmas.", Fate.DROPPED, pain=Pain.TIMELINE)


def test_what_goes_on_and_what_does_not_are_both_kept_and_both_are_lessons() -> None:
    assert checked_finding(replace(ON, by_whom=" Digital  team ")) == ON
    assert checked_finding(OFF) == OFF
    assert checked_finding(FindingDraft("It was liked.", Fate.AGAIN)).by_whom == ""
    assert [lesson_of(fate) for fate in Fate].count(Sentiment.DID_NOT) == 1
    assert not may_keep(MOST)
    assert may_keep(MOST - 1)
    assert may_withdraw(is_withdrawn=False)
    assert not may_withdraw(is_withdrawn=True)


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("showed", replace(ON, showed=" ")),
        ("fate", replace(ON, fate=None)),
        ("kept", replace(ON, kept="")),
        ("by_whom", replace(ON, by_whom="")),
        ("by_whom", replace(ON, by_whom="x" * 500)),
        ("from_on", replace(ON, from_on=None)),
        ("pain", replace(ON, pain=Pain.TIMELINE)),
        ("pain", replace(OFF, pain=None)),
    ],
)
def test_what_is_missing_is_said_at_its_field(field: str, draft: FindingDraft) -> None:
    with pytest.raises(Invalid) as refused:
        checked_finding(draft)
    assert list(refused.value.fields) == [field]
