"""What a claim has to say before anybody reads it, and who may let them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest

from consultation.rules.claim_words import checked_claim
from consultation.rules.claims import (
    NEXT,
    ClaimState,
    Finding,
    Source,
    Verdict,
    WhyNot,
    checked_finding,
    is_address,
    may_publish,
    move,
)
from foundation.base.errors import Conflict, Invalid

S = ClaimState
ME, YOU = uuid4(), uuid4()
FINDING = Finding(
    "The limes will be cut down.",
    Verdict.INCORRECT,
    "All 14 limes stay.",
    "Tree team",
    (Source("Tree survey, page 8", "https://example.org/survey.pdf"),),
)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_a_version_passes_from_state_to_state_as_the_table_says(before: S, after: S) -> None:
    if after in NEXT[before]:
        event = move(ME, YOU, 1, before, after)
        assert (event.before, event.after) == (before, after)
    else:
        with pytest.raises(Conflict):
            move(ME, YOU, 1, before, after)


@pytest.mark.parametrize(("state", "who", "second"), list(product(S, (ME, YOU), (True, False))))
def test_who_wrote_any_of_it_never_publishes_it_where_a_second_look_is_wanted(
    state: S, who: UUID, second: bool
) -> None:
    allowed = may_publish(state, {ME}, who, second_look=second)
    if state is S.PUBLISHED:
        assert allowed.reason is WhyNot.PUBLISHED_ALREADY
    elif not second:
        assert allowed
    elif state is S.DRAFT:
        assert allowed.reason is WhyNot.NEEDS_SECOND_LOOK
    else:
        assert allowed.reason is (WhyNot.OWN_WORDS if who == ME else None)


def test_nobody_in_particular_is_no_second_person() -> None:
    assert not may_publish(S.WAITING, {ME}, None, second_look=True)


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, set()),
        ({"claim": " "}, {"claim"}),
        ({"claim": "x" * 201}, {"claim"}),
        ({"fact": ""}, {"fact"}),
        ({"fact": "x" * 2_001}, {"fact"}),
        ({"checked_by": "?"}, {"checked_by"}),
        ({"sources": ()}, {"source_0"}),
        ({"sources": (Source(""), Source("", " "))}, {"source_0"}),
        ({"sources": (Source("Plan", "javascript:alert(1)"),)}, {"url_0"}),
        ({"sources": (Source("Plan"), Source("", "https://example.org"))}, {"source_1"}),
    ],
)
def test_a_finding_needs_its_parts_and_a_source(more: dict[str, Any], wrong: set[str]) -> None:
    finding = replace(FINDING, **more)
    if not wrong:
        assert checked_finding(finding) == finding
        return
    with pytest.raises(Invalid) as refused:
        checked_finding(finding)
    assert set(refused.value.fields) == wrong


def test_only_what_is_not_yet_known_is_expected_on_a_day() -> None:
    due = date(2026, 12, 2)
    assert checked_finding(replace(FINDING, due_on=due)).due_on is None
    waits = replace(FINDING, verdict=Verdict.NOT_YET_KNOWN, due_on=due)
    assert checked_finding(waits).due_on == due


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/plan?page=8#top", True),
        ("http://example.org", True),
        ("/static/demo/plan.svg", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("https:alert(1)", False),
        ("https://bank.example@evil.example/", False),
        ("https://[broken", False),
        ("https://example.org/\u202eexe", False),
        ("https://example.org/" + "x" * 500, False),
        ("plan.pdf", False),
    ],
)
def test_a_source_leads_to_a_page_and_does_nothing_else(url: str, leads: bool) -> None:
    assert is_address(url) is leads


def test_a_claim_is_one_line_without_marks_around_it() -> None:
    assert checked_claim("“No\nparking \u202eat all.”") == "No parking at all."
