"""Texts that say nearly the same are found, others are not."""

from __future__ import annotations

import time

import pytest

from consultation.rules.sketches import ALIKE, BANDS, alike, cell, sketch

LETTER = (
    "We the residents of Arden Street object to the four storey corner block. It will put our "
    "gardens in shade from two in the afternoon all winter, and the road cannot take more cars. "
    "Please ask the builder to lower the corner to three storeys and to keep the lime trees."
)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (LETTER, True),
        (LETTER.upper().replace(".", "!"), True),
        (f"Dear Sir, {LETTER} Yours, a neighbour.", True),
        (LETTER.replace("two in the afternoon", "three in the afternoon"), True),
        ("The four storey corner block will put our gardens in shade in winter.", False),
        (
            "I am glad that homes come here at last, and the hub is a good idea for the young.",
            False,
        ),
        ("", False),
    ],
)
def test_a_letter_that_many_send_is_known_again(other: str, same: bool) -> None:
    one, two = sketch(LETTER), sketch(other)
    assert (alike(one.numbers, two.numbers) >= ALIKE) is same
    assert not same or set(one.bands) & set(two.bands)


def test_equal_words_have_one_digest_and_other_words_another() -> None:
    assert sketch("More trees, please.").digest == sketch("more TREES please").digest
    assert sketch("More trees, please.").digest != sketch("Less trees, please.").digest
    assert len(sketch("More trees").bands) == BANDS


def test_the_longest_text_takes_a_moment() -> None:
    began = time.perf_counter()
    sketch(" ".join(f"word{number}" for number in range(1_500)))
    assert time.perf_counter() - began < 1


def test_places_are_compared_by_squares() -> None:
    assert cell(-1.8501, 52.4701) == cell(-1.8502, 52.4702)
    assert cell(-1.8501, 52.4701) != cell(-1.8601, 52.4701)
    assert cell(None, 52.4) is None
