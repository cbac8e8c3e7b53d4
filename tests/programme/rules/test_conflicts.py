"""Nobody reads or scores before somebody else has cleared what they declared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from uuid import uuid4

import pytest

from foundation.base.decisions import Decision
from foundation.base.errors import Invalid
from programme.rules.conflicts import (
    NEXT,
    REFUSALS,
    Answer,
    ConflictState,
    Declaration,
    WhyNot,
    checked_declaration,
    is_clear,
    may_bar,
    may_clear,
    may_step,
)
from tests.programme.rules.squares import steps

S = ConflictState
WHO, CHAIR = uuid4(), uuid4()
NONE = Declaration(WHO, Answer.NONE)
ALLOWED = steps(
    S,
    """
declared > cleared barred
cleared > declared
barred > declared
""",
)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_the_whole_square(before: S, after: S) -> None:
    assert ((before, after) in ALLOWED) is (after in NEXT[before])
    assert bool(may_step(before, after)) is ((before, after) in ALLOWED)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (None, WhyNot.NOT_DECLARED),
        (S.DECLARED, WhyNot.NOT_CLEARED),
        (S.BARRED, WhyNot.BARRED),
        (S.CLEARED, None),
    ],
)
def test_everything_but_cleared_blocks(state: S | None, reason: WhyNot | None) -> None:
    assert is_clear(state).reason is reason


@pytest.mark.parametrize(
    ("answer", "mitigation", "reason"),
    [
        (Answer.NONE, "", None),
        (Answer.POTENTIAL, "", WhyNot.NO_MITIGATION),
        (Answer.POTENTIAL, "Leaves the room.", None),
        (Answer.PERCEIVED, " - ", WhyNot.NO_MITIGATION),
        (Answer.PERCEIVED, "Published.", None),
        (Answer.ACTUAL, "Leaves the room.", WhyNot.IS_ACTUAL),
    ],
)
def test_what_can_be_cleared(answer: Answer, mitigation: str, reason: WhyNot | None) -> None:
    declaration = Declaration(WHO, answer, "Knows the founder.", mitigation)
    assert may_clear(S.DECLARED, declaration, CHAIR).reason is reason
    assert may_bar(S.DECLARED, declaration, CHAIR)


@pytest.mark.parametrize("may", [may_clear, may_bar])
def test_nobody_decides_on_their_own_declaration_or_twice(may: Callable[..., Decision]) -> None:
    assert may(S.DECLARED, NONE, WHO).reason is WhyNot.OWN_DECLARATION
    assert may(S.DECLARED, NONE, None).reason is WhyNot.OWN_DECLARATION
    assert may(S.CLEARED, NONE, CHAIR).reason is WhyNot.NO_SUCH_STEP
    assert set(REFUSALS) == set(WhyNot)


def test_a_conflict_is_described() -> None:
    assert checked_declaration(NONE) == NONE
    told = checked_declaration(Declaration(WHO, Answer.PERCEIVED, " Once worked there. "))
    assert told.detail == "Once worked there."
    for wrong, field in (
        (Declaration(WHO, Answer.POTENTIAL, " "), "detail"),
        (Declaration(WHO, Answer.NONE, "x" * 9_999), "detail"),
        (Declaration(WHO, Answer.ACTUAL, "Owns it", "x" * 9_999), "mitigation"),
    ):
        with pytest.raises(Invalid) as refused:
            checked_declaration(wrong)
        assert list(refused.value.fields) == [field]
