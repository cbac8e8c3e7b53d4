"""Who may send an answer, and what it has to say before the report is out."""

from __future__ import annotations

from datetime import date
from itertools import product
from uuid import UUID, uuid4

import pytest

from consultation.rules.answers import (
    AnswerState,
    WhyNot,
    checked_words,
    may_send,
    reply_text,
)
from consultation.rules.comments import LONGEST_TEXT
from foundation.base.errors import Invalid

A = AnswerState
ME, YOU = uuid4(), uuid4()


@pytest.mark.parametrize(("state", "sender", "second"), list(product(A, (ME, YOU), (True, False))))
def test_who_wrote_any_of_it_never_sends_it_where_a_second_look_is_wanted(
    state: A, sender: UUID, second: bool
) -> None:
    allowed = may_send(state, {ME}, sender, second_look=second)
    if state is A.SENT:
        assert allowed.reason is WhyNot.SENT_ALREADY
    elif not second:
        assert allowed
    elif state is A.DRAFT:
        assert allowed.reason is WhyNot.NEEDS_SECOND_LOOK
    else:
        assert allowed.reason is (WhyNot.OWN_WORDS if sender == ME else None)


def test_nobody_in_particular_is_no_second_person() -> None:
    assert not may_send(A.WAITING, {ME}, None, second_look=True)


@pytest.mark.parametrize(
    ("text", "source", "needs", "wrong"),
    [
        ("Page 12 shows it.", "Sun study", True, set()),
        ("Page 12 shows it.", "", False, set()),
        ("Page 12 shows it.", " ", True, {"source"}),
        ("", "Sun study", True, {"text"}),
        ("x" * 9_001, "Sun study", True, {"text"}),
        ("Yes.", "x" * 301, False, {"source"}),
    ],
)
def test_facts_need_a_source_until_the_report_is_out(
    text: str, source: str, needs: bool, wrong: set[str]
) -> None:
    if not wrong:
        assert checked_words(text, source, needs_source=needs) == (text, source or None)
        return
    with pytest.raises(Invalid) as refused:
        checked_words(text, source, needs_source=needs)
    assert set(refused.value.fields) == wrong


def test_the_longest_answer_fits_below_a_comment() -> None:
    assert len(reply_text("x" * 9_000, "y" * 300, "z" * 10_000)) <= LONGEST_TEXT
    assert reply_text("Yes.", "Plan", "Shade") == "“Shade”\n\nYes.\n\nSource: Plan"
    assert reply_text("Yes.", None, None) == "Yes."
    corrected = reply_text("Yes.", None, None, date(2026, 5, 3))
    assert corrected == "Yes.\n\nCorrected on 3 May 2026."
