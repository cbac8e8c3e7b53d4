"""How much two texts ask the same, told by the words that they share and by nothing else.

A text is compared sentence by sentence, so that a question inside a long comment is found. Two
sentences are alike as the cosine between their sets of words; what says nothing does not count.
The threshold was set by the labelled pairs in ``tests/consultation/rules/test_likeness.py``: a
question that is not offered costs its author a wait, an answer to another question costs trust.
"""

from __future__ import annotations

import re
from math import sqrt

from foundation.base.search_words import telling_words

ALIKE = 0.6
"""From here on, 0 to 1, one answer is likely to serve both."""

FEWEST_SHARED = 2
"""One word in common is a subject, not a question."""

MOST_SENTENCES = 60
_END = re.compile(r"[.!?\u061f\u0964\u3002\uff1f\n]+")

Sentences = tuple[frozenset[str], ...]


def sentences(text: str) -> Sentences:
    """Return the telling words of each sentence; those with fewer than two are left out."""
    parts = (telling_words(part) for part in _END.split(text))
    return tuple(part for part in parts if len(part) >= FEWEST_SHARED)[:MOST_SENTENCES]


def likeness(one: Sentences, other: Sentences) -> float:
    """Return how alike the two sentences are that are most alike, 0 to 1."""
    return max((_cosine(a, b) for a in one for b in other), default=0.0)


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / sqrt(len(one) * len(other)) if shared >= FEWEST_SHARED else 0.0
