"""Percentiles and slices of the feedback loop."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consultation.rules.comments import Kind
from consultation.rules.loop import (
    HALF,
    NINE_IN_TEN,
    LoopFact,
    Part,
    is_shown,
    loop_counts,
    percentile,
)
from foundation.base.working_days import MONDAY_TO_FRIDAY

MONDAY = date(2026, 11, 16)


def a_fact(**more: Any) -> LoopFact:
    given_facts: dict[str, Any] = {
        "kind": Kind.COMMENT,
        "topics": (),
        "ward_code": None,
        "posted_on": MONDAY,
        "answered_on": None,
        "ended_on": None,
        "is_overdue": False,
        **more,
    }
    return LoopFact(**given_facts)


@pytest.mark.parametrize(
    ("days", "half", "most"),
    [
        ([], None, None),
        ([4], 4, 4),
        ([9, 1], 1, 9),
        ([3, 1, 2], 2, 3),
        (list(range(1, 11)), 5, 9),
        ([0] * 9 + [30], 0, 0),
    ],
)
def test_a_percentile_is_a_number_of_days_that_somebody_waited(
    days: list[int], half: int | None, most: int | None
) -> None:
    assert (percentile(days, HALF), percentile(days, NINE_IN_TEN)) == (half, most)


@given(some.lists(some.integers(0, 400), min_size=1), some.integers(1, 100))
def test_at_least_the_share_heard_within_it_and_fewer_within_less(
    days: list[int], share: int
) -> None:
    within = percentile(days, share)
    assert within is not None
    assert sum(day <= within for day in days) * 100 >= share * len(days)
    assert sum(day < within for day in days) * 100 < share * len(days)


def test_each_comment_counts_in_every_slice_that_it_is_in() -> None:
    facts = [
        a_fact(topics=("light", "noise"), ward_code="E1", answered_on=date(2026, 11, 18)),
        a_fact(kind=Kind.QUESTION, topics=("light",), is_overdue=True),
        a_fact(answered_on=date(2026, 11, 17), ended_on=date(2026, 11, 23)),
    ]
    counts = loop_counts(facts, MONDAY_TO_FRIDAY)
    whole = counts[Part.ALL, ""]
    assert (whole.comments, whole.answered, whole.ended, whole.overdue) == (3, 2, 1, 1)
    assert (whole.answer_half, whole.answer_most, whole.fate_half) == (1, 2, 5)
    assert counts[Part.TOPIC, "light"].comments == 2
    assert counts[Part.WARD, "E1"].answer_half == 2
    assert counts[Part.KIND, "question"].answered == 0


def test_without_comments_there_is_still_the_whole() -> None:
    assert loop_counts([], MONDAY_TO_FRIDAY)[Part.ALL, ""].comments == 0


@pytest.mark.parametrize("part", Part)
def test_few_comments_are_hidden_by_topic_and_by_ward_alone(part: Part) -> None:
    assert is_shown(part, 10)
    assert is_shown(part, 9) == (part in {Part.ALL, Part.KIND})
