"""How old somebody has to be to read a text with ease; advice that forbids nothing.

Source: Flesch and Kincaid's grade (0.39 words a sentence + 11.8 syllables a word - 15.59), and
five years for the age at which a grade begins. It judges no language but English.
"""

from __future__ import annotations

import re

from consultation.rules.easy_read import is_hard, syllables

GOOD_AGE = 11
YOUNGEST = 5
FEWEST_WORDS = 5
MOST_HARD_WORDS = 6


def reading_age(text: str) -> int | None:
    """Return the age, in whole years from 5; None where there are too few words to tell."""
    words = re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = len(re.findall(r"[^.!?\n]*[A-Za-z][^.!?\n]*", text))
    beats = sum(syllables(word.lower()) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * beats / len(words) - 15.59
    return max(YOUNGEST, round(grade) + 5)


def hard_words(text: str) -> tuple[str, ...]:
    """Return the words for which there may be plainer ones, each once, in order."""
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    found = dict.fromkeys(word.lower() for word in words if is_hard(word))
    return tuple(found)[:MOST_HARD_WORDS]
