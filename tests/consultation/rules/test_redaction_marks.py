"""Whole letters go, in any script, and nothing of them is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.redaction_marks import (
    Mark,
    checked_marks,
    instead,
    marks_of,
    places_of,
    taken_out,
    without_phrases,
)
from consultation.rules.redactions import SPECIAL, RedactionReason
from foundation.base.errors import Invalid

R = RedactionReason
PERSONAL = "[taken out: personal details]"
CAFE = "cafe\u0301"
FAMILY = "👩\u200d👩\u200d👧"


def without(text: str, *spans: tuple[int, int], reason: RedactionReason = R.NAME) -> str:
    return taken_out(text, checked_marks(text, [Mark(*span, reason) for span in spans]))


@pytest.mark.parametrize(
    ("text", "span", "left"),
    [
        ("Ask Ann Lee there.", (4, 11), f"Ask {PERSONAL} there."),
        (f"The {CAFE}s.", (4, 8), f"The {PERSONAL}s."),
        (f"The {CAFE}s.", (8, 9), f"The caf{PERSONAL}s."),
        ("🌳🌳 Ann 🌳", (3, 6), f"🌳🌳 {PERSONAL} 🌳"),
        (f"a{FAMILY}b", (1, 2), f"a{PERSONAL}b"),
        (f"a{FAMILY}b", (3, 4), f"a{PERSONAL}b"),
        ("👍🏽!", (0, 1), f"{PERSONAL}!"),
        ("🇬🇧🇫🇷", (0, 1), f"{PERSONAL}🇫🇷"),
        ("🇬🇧🇫🇷", (3, 4), f"🇬🇧{PERSONAL}"),
        ("שלום דנה כהן", (5, 12), f"שלום {PERSONAL}"),
        ("میرا نام علی ہے", (9, 12), f"میرا نام {PERSONAL} ہے"),
        ("Ann(https://evil.example)", (0, 3), f"{PERSONAL} (https://evil.example)"),
        ("Ann: x", (0, 3), f"{PERSONAL} : x"),
        ("!Ann", (1, 4), f"! {PERSONAL}"),
        ("हिन्दी", (0, 1), f"{PERSONAL}न्दी"),
    ],
)
def test_what_a_reader_sees_as_one_letter_goes_as_one(
    text: str, span: tuple[int, int], left: str
) -> None:
    assert without(text, span) == left


def test_overlapping_marks_become_one_and_special_ones_win() -> None:
    marks = checked_marks("Ann has asthma.", [Mark(0, 7, R.NAME), Mark(4, 14, R.HEALTH)])
    assert marks == (Mark(0, 14, R.HEALTH),)


def test_what_stands_instead_never_tells_which_special_category() -> None:
    assert {instead(reason) for reason in SPECIAL} == {PERSONAL}
    assert "discriminatory" in instead(R.DISCRIMINATORY)
    assert instead(R.DEFAMATORY) != PERSONAL


def test_a_mark_swallows_what_stands_instead_of_words_that_are_gone() -> None:
    once = without("Ask Ann Lee there.", (4, 7))
    again = without(once, (once.index("Lee") - 3, once.index("Lee") + 3))
    assert again == f"Ask {PERSONAL} there."


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_a_place_that_is_not_in_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match="not in the text"):
        without("Some text.", span)


@pytest.mark.parametrize("count", [0, 101])
def test_no_marks_and_far_too_many_are_refused(count: int) -> None:
    with pytest.raises(Invalid, match="1 to 100"):
        without("x" * 300, *((2 * at, 2 * at + 1) for at in range(count)))


def test_a_text_that_would_grow_too_long_is_to_be_hidden() -> None:
    with pytest.raises(Invalid, match="Hide the comment"):
        without("a " * 5_000, *((2 * at, 2 * at + 1) for at in range(100)))


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Ann Lee and ANN  LEE and ann\nlee", "Ann Lee", 3),
        (CAFE, "caf\u00e9", 1),
        ("caf\u00e9", CAFE, 1),
        ("a.b", "a?b", 0),
        ("(x) [y]", "(x)", 1),
        ("text", "  ", 0),
    ],
)
def test_words_are_found_however_they_are_spaced_cased_or_composed(
    text: str, words: str, count: int
) -> None:
    assert len(places_of(text, words)) == count


def test_words_that_come_back_are_taken_out_again_but_short_ones_stay() -> None:
    phrases = [("Ann Lee", R.NAME), ("a", R.NAME)]
    assert without_phrases("ann lee has a cat", phrases) == f"{PERSONAL} has a cat"


@given(st.text(min_size=1, max_size=60), st.data())
def test_nothing_outside_the_marks_changes_and_nothing_inside_stays(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (mark,) = checked_marks(text, [Mark(start, end, R.NAME)])
    assert mark.start <= start
    assert mark.end >= end
    said = taken_out(text, [mark])
    assert said.replace(f" {PERSONAL}", PERSONAL).replace(f"{PERSONAL} ", PERSONAL) == (
        text[: mark.start] + PERSONAL + text[mark.end :]
    ).replace(f" {PERSONAL}", PERSONAL).replace(f"{PERSONAL} ", PERSONAL)


def test_each_place_of_the_words_gets_a_mark() -> None:
    assert marks_of("Ann, Ann", "ann", R.NAME) == [Mark(0, 3, R.NAME), Mark(5, 8, R.NAME)]
