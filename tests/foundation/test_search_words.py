"""Words are the same however they are written, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foundation.base.search_words import LONGEST, sought, telling_words, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tree", "Trees"),
        ("library", "LIBRARIES"),
        ("library", "library\u2019s"),
        ("crossing", "crossings"),
        ("parking", "parked"),
        ("planned", "planning"),
        ("box", "boxes"),
        ("bus", "buses"),
        ("noise", "noises"),
        ("pay", "pays"),
        ("pay", "paying"),
        ("noisy", "Noisy!"),
        ("Caf\u00e9", "cafe\u0301"),
        ("caf\u00e9", "CAFE"),
        ("stra\u00dfe", "STRASSE"),
        ("\u03bf\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03bf\u03c3"),
        (
            "\u0645\u064e\u062f\u0652\u0631\u064e\u0633\u064e\u0629",
            "\u0645\u062f\u0631\u0633\u0629",
        ),
        ("\u0645\u062f\u0640\u0640\u0631\u0633\u0629", "\u0645\u062f\u0631\u0633\u0629"),
        ("\u0938\u0921\u093c\u0915", "\u0938\u0921\u093c\u0915\u0964"),
        ("\uff12\uff10\uff12\uff16", "2026"),
    ],
)
def test_two_ways_of_writing_are_one_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bus", "bush"),
        ("glass", "glas"),
        ("red", "r"),
        ("\u0938\u0921\u093c\u0915", "\u0938\u0921\u0915\u093e"),
        ("2026", "2027"),
    ],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_a_script_without_spaces_is_found_by_its_characters() -> None:
    assert set(words_of("\u516c\u56ed")) <= set(words_of("\u65b0\u516c\u56ed\u5f88\u597d"))


def test_words_that_say_nothing_are_not_looked_for_unless_there_are_no_others() -> None:
    assert sought("what about the trees") == ["tre"]
    assert sought("To be or not to be") == ["to", "be", "or", "not"]
    assert telling_words("When will it be built?") == {"built"}


@pytest.mark.parametrize("typed", ["", " ", "\x00", '"*-()', "\U0001f600", "'", "\\", "_"])
def test_what_has_no_word_has_none(typed: str) -> None:
    assert sought(typed) == []


@given(some.text())
def test_no_text_can_reach_a_query_language(text: str) -> None:
    for word in words_of(text):
        assert 0 < len(word) <= LONGEST
        assert not set(word) & set("'\"\\ &|!():*^-+{}\x00")
    assert len(sought(text)) <= 12
