"""Invented sentences: a few words that come all the time, many that hardly come at all."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from foundation.base.search_words import words_of

SENTENCES = 4_000
WORDS = 3_000
LENGTHS = (6, 18)
COMMON = """
    road traffic house light noise tree window garden street parking bus school park canal
    viaduct dormer basement height roof view privacy cycle path shop square bench water
""".split()  # noqa: SIM905  a list would be a page long
"""These come first in the order of how often they come."""
SYLLABLES = "ba ce di fo gu ha ki lo mu ne pi ro sa ti vu wa ye zo bri cla dro fle gra".split()  # noqa: SIM905


class Sentence(NamedTuple):
    """A text, and its words as the index holds them."""

    text: str
    words: str


@cache
def sentences(seed: int) -> list[Sentence]:
    """Return the same sentences for the same *seed*; the word at place n comes about 1/n times."""
    drawn = Random(seed)  # noqa: S311  nothing secret
    vocabulary = list(COMMON)
    known = set(vocabulary)
    while len(vocabulary) < WORDS:
        word = "".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 4)))
        if word not in known:
            known.add(word)
            vocabulary.append(word)
    weights = [1 / (place + 3) for place in range(WORDS)]
    return [_sentence(drawn, vocabulary, weights) for _ in range(SENTENCES)]


def _sentence(drawn: Random, vocabulary: list[str], weights: list[float]) -> Sentence:
    said = " ".join(drawn.choices(vocabulary, weights, k=drawn.randint(*LENGTHS)))
    text = f"{said.capitalize()}."
    return Sentence(text, " ".join(words_of(text)))
