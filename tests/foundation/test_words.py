"""Sentences that rules say keep what another language needs of them."""

from __future__ import annotations

import copy

import pytest

from foundation.base.words import say


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        (say("Write a few words."), "Write a few words."),
        (say("At most {most} characters.", most=10_000), "At most 10,000 characters."),
        (say("{km} km away", km=4.8), "4.8 km away"),
        (say("{what} near {at}.", what=say("Hole {n}", n=2), at="here"), "Hole 2 near here."),
        (say('Leave out "{crs}".', crs="{crs}"), 'Leave out "{crs}".'),
        (say("As in {}."), "As in {}."),
    ],
)
def test_a_sentence_is_english_text(sentence: str, english: str) -> None:
    assert sentence == english


def test_a_sentence_remembers_how_it_was_put_together() -> None:
    kept = copy.deepcopy(say("At most {most} characters.", most=10_000))
    assert (kept.template, kept.facts) == ("At most {most} characters.", {"most": 10_000})
