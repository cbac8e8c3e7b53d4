"""What an officer types is checked before anybody is asked; versions move one way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from foundation.base.errors import Conflict, Invalid
from questions.rules.drafts import USED, checked_question
from questions.rules.forms import Choice, Limits
from questions.rules.kinds import WITH_CHOICES, Kind
from questions.rules.versions import (
    NEXT,
    SAID,
    VersionState,
    WhyNot,
    may_answer,
    may_change,
    may_freeze,
    may_remove,
    move,
    turned_away,
)
from tests.questions.forms import CHOICES, a_question

PICTURES = tuple(
    Choice(choice.code, choice.words, picture=f"/files/{choice.code}", alt="A tree")
    for choice in CHOICES
)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plain_question_of_every_kind_may_be_asked(kind: Kind) -> None:
    more: dict[str, Any] = {"choices": PICTURES} if kind is Kind.PICTURE else {}
    question = checked_question(a_question("q1", kind, **more))
    assert checked_question(question) == question
    assert bool(question.choices) is (kind in WITH_CHOICES)
    assert set(USED) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        (Kind.ONE, {"words": " "}, "words"),
        (Kind.ONE, {"words": "x" * 301}, "words"),
        (Kind.ONE, {"hint": "x" * 501}, "hint"),
        (Kind.ONE, {"choices": CHOICES[:1]}, "choices"),
        (Kind.ONE, {"choices": (CHOICES[0], Choice("c9", "TREES "))}, "choices"),
        (Kind.ONE, {"choices": (CHOICES[0], Choice("c9", "x" * 201))}, "choices"),
        (Kind.PICTURE, {}, "choices"),
        (
            Kind.PICTURE,
            {"choices": (PICTURES[0], Choice("c2", "A", picture="//x", alt="x"))},
            "choices",
        ),
        (Kind.SEVERAL, {"limits": Limits(most=4)}, "most"),
        (Kind.SEVERAL, {"limits": Limits(most=0)}, "most"),
        (Kind.SEVERAL, {"limits": Limits(fewest=3, most=2)}, "fewest"),
        (Kind.SCALE, {"limits": Limits(lowest=Decimal(1), highest=Decimal(1))}, "highest"),
        (Kind.SCALE, {"limits": Limits(lowest=Decimal(0), highest=Decimal(11))}, "highest"),
        (Kind.SCALE, {"limits": Limits(lowest=Decimal("0.5"))}, "highest"),
        (Kind.NUMBER, {"limits": Limits(lowest=Decimal(2), highest=Decimal(1))}, "highest"),
        (Kind.SHORT_TEXT, {"limits": Limits(most_characters=251)}, "most_characters"),
        (Kind.BUDGET, {"limits": Limits()}, "total"),
        (Kind.BUDGET, {"limits": Limits(total=999_99)}, "choices"),
        (
            Kind.BUDGET,
            {"choices": (CHOICES[0], Choice("c2", "B", most=1)), "limits": Limits(total=2_000_000)},
            "choices",
        ),
        (
            Kind.BUDGET,
            {"choices": (CHOICES[0], Choice("c2", "B", least=2, most=1))},
            "choices",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    kind: Kind, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked_question(a_question("q1", kind, **more))
    assert field in refused.value.fields


def test_limits_that_mean_nothing_for_a_kind_are_dropped() -> None:
    limits = Limits(total=5, most_words=3, low_words=" no ")
    tidy = checked_question(a_question("q1", Kind.LONG_TEXT, limits=limits, choices=CHOICES))
    assert tidy.limits == Limits(most_words=3)
    assert tidy.choices == ()


@pytest.mark.parametrize("before", list(VersionState))
@pytest.mark.parametrize("after", list(VersionState))
def test_a_version_is_drafted_then_frozen_then_replaced(
    before: VersionState, after: VersionState
) -> None:
    if after in NEXT[before]:
        assert move(before, after) is after
    else:
        with pytest.raises(Conflict):
            move(before, after)


def test_guards_say_why() -> None:
    assert set(SAID) == set(WhyNot)
    assert may_change(VersionState.DRAFT)
    assert may_change(VersionState.FROZEN).reason is WhyNot.FROZEN
    assert may_remove(VersionState.DRAFT, has_answers=True).reason is WhyNot.HAS_ANSWERS
    assert may_remove(VersionState.DRAFT, has_answers=False)
    assert may_answer(VersionState.DRAFT).reason is WhyNot.NOT_FROZEN
    assert may_answer(VersionState.FROZEN)
    assert may_freeze(VersionState.DRAFT, asks=0).reason is WhyNot.NO_QUESTIONS
    assert may_freeze(VersionState.FROZEN, asks=1).reason is WhyNot.FROZEN
    refusal = turned_away(may_remove(VersionState.DRAFT, has_answers=True))
    assert refusal.facts == {"reason": "has_answers"}
