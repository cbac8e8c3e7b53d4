"""An answer put back into its form is the same answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.rules.kinds import Kind
from questions.rules.reading import read
from questions.rules.resent import as_sent
from questions.rules.values import Declined, Picks
from tests.questions.forms import SOME, a_question, filled, values_for


@pytest.mark.parametrize("kind", list(Kind))
def test_a_good_answer_can_be_sent_again(kind: Kind) -> None:
    question = a_question("q1", kind)
    value = read(question, filled(question))
    assert value is not None
    assert read(question, as_sent({("q1", 0): value})) == value


@given(st.data())
def test_any_answer_can_be_sent_again(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([kind for kind in SOME if kind is not Kind.BUDGET]))
    question = a_question("q1", kind, may_decline=True)
    value = data.draw(values_for(question))
    turn = data.draw(st.integers(0, 2))
    assert read(question, as_sent({("q1", turn): value}), turn) == value


def test_something_else_and_nothing_to_say_come_back() -> None:
    question = a_question("q1", Kind.ONE, offers_other=True, may_decline=True)
    for value in (Picks((), "a pond"), Declined()):
        assert read(question, as_sent({("q1", 0): value})) == value
