"""Easy-read text is checked for what it needs and advised on what could be easier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.easy_read import (
    HARD_WORDS,
    MOST_LINES,
    Advice,
    Advised,
    EasyReadLine,
    advice_on,
    checked_lines,
    is_hard,
    is_picture,
    syllables,
)
from foundation.base.errors import Invalid

PLAN = "/static/plan.svg"


def test_empty_rows_are_left_out_and_spaces_tidied() -> None:
    lines = [EasyReadLine("  The  dairy is\nold. "), EasyReadLine(" "), EasyReadLine("b", "", "x")]
    assert checked_lines(lines, []) == (EasyReadLine("The dairy is old."), EasyReadLine("b"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([EasyReadLine("x" * 301)], "Line 1: this has 301 characters"),
        ([EasyReadLine("a"), EasyReadLine("b", "/gone.png", "c")], "Line 2: this picture is not"),
        ([EasyReadLine("a", PLAN, " ")], "Line 1: say what the picture shows"),
        ([EasyReadLine("", PLAN, "A plan")], "Line 1: write what the picture is about"),
        ([EasyReadLine("a", PLAN, "x" * 201)], "Line 1: the words for the picture"),
        ([EasyReadLine("a")] * (MOST_LINES + 1), "at most 60 lines"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_line(
    lines: list[EasyReadLine], said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        checked_lines(lines, [PLAN])


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("The dairy has been empty for 10 years.", []),
        ("We read what everybody writes.", []),
        ("One two three. Four five.", [Advised(1, Advice.TWO_IDEAS)]),
        ("a " * 15 + "b.", [Advised(1, Advice.LONG_SENTENCE)]),
        ("The applicant wants homes.", [Advised(1, Advice.HARD_WORD, "applicant")]),
        ("New dwellings.", [Advised(1, Advice.HARD_WORD, "dwellings")]),
        ("It is unconstitutional.", [Advised(1, Advice.HARD_WORD, "unconstitutional")]),
        ("Bordesley Green and Wolverhampton.", []),
        ("It costs 1.5 million.", []),
    ],
)
def test_advice_names_what_could_be_easier(words: str, advice: list[Advised]) -> None:
    assert advice_on([EasyReadLine(words)]) == advice


@pytest.mark.parametrize(
    ("word", "number"), [("home", 1), ("be", 1), ("table", 2), ("dairy", 2), ("consultation", 4)]
)
def test_syllables_are_counted_roughly(word: str, number: int) -> None:
    assert syllables(word) == number


def test_every_word_of_offices_is_hard() -> None:
    assert all(map(is_hard, HARD_WORDS))


@given(st.lists(st.text(), max_size=5))
def test_advice_is_given_on_any_text(words: list[str]) -> None:
    assert all(1 <= found.line <= len(words) for found in advice_on(map(EasyReadLine, words)))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (PLAN, True),
        ("/files/1.PNG?v=2", True),
        ("https://elsewhere.example/a.png", False),
        ("//elsewhere.example/a.png", False),
        ("/\\elsewhere.example/a.png", False),
        ("/report.pdf", False),
    ],
)
def test_only_pictures_of_our_own_are_shown(address: str, shown: bool) -> None:
    assert is_picture(address) is shown
