"""What is taken out of a comment leaves a sentence that still reads."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.personal_data import PersonalDatum, found, without, without_any
from consultation.web.mirror_labels import FINDS, TAKEN_OUT
from foundation.base.errors import Conflict


def marker(kind: PersonalDatum) -> str:
    return f"({kind.value} removed)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Ring me on 07700 900123 if you want to see my photos.",
            "Ring me on (phone removed) if you want to see my photos.",
        ),
        ("Ring 07700 900123.", "Ring (phone removed)."),
        ("Me (07700 900123) or him", "Me (phone removed) or him"),
        ("Mobile07700 900876 works", "Mobile (phone removed) works"),
        ("07700 900123(mobile)", "(phone removed) (mobile)"),
        ("[call]07700 900123", "[call] (phone removed)"),
        (
            "Her son is autistic and cannot bear it.",
            "Her son is (health removed) and cannot bear it.",
        ),
        ("Mr Ahmed's wall", "(name removed)'s wall"),
        ("Mr Ahmed next door agrees.", "(name removed) next door agrees."),
        ("I was born on 3 May 1948, here.", "I was born on (birth_date removed), here."),
        ("I live at 14 Arden Street, B9 5QT.", "I live at (address removed)."),
    ],
)
def test_a_sentence_still_reads(before: str, after: str) -> None:
    (find,) = found(before)
    assert without(before, find, marker) == after


def test_everything_can_be_taken_out_at_once() -> None:
    text = "Mrs Patel at number 12 is on 0121 496 0123 or p@example.com."
    clean = "(name removed) at number 12 is on (phone removed) or (email removed)."
    assert without_any(text, marker) == clean


def test_without_words_no_gap_is_left() -> None:
    text = "Ring 07700 900123, please"
    assert without(text, found(text)[0], lambda _kind: "") == "Ring, please"


def test_a_find_of_another_text_is_refused() -> None:
    (find,) = found("Ring 07700 900123")
    with pytest.raises(Conflict):
        without("Ring nobody at all", find, marker)


@given(st.text(max_size=50), st.text(max_size=50))
def test_what_stands_around_a_find_stays(left: str, right: str) -> None:
    text = f"{left} ann@example.com {right}"
    for find in found(text):
        rest = without(text, find, marker)
        assert marker(find.kind).strip("()") in rest
        assert len(rest) >= len(text) - len(find.quoted)


def test_every_kind_has_its_words(app: Flask) -> None:
    assert set(FINDS) == set(TAKEN_OUT) == set(PersonalDatum)
    with app.test_request_context():
        marks = [str(words) for words in TAKEN_OUT.values()]
        assert all(mark.startswith("(") and mark.endswith(")") for mark in marks)
        assert all(found(f"Ring {mark} if you want") == () for mark in marks)
