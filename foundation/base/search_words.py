"""The words of a text as an index holds them: one way of writing for each, in any script.

People comment in many languages, and mix them. So no dictionary of one language is asked: letters
are folded and lose their accents (Latin, Greek, Cyrillic, Arabic, Hebrew; the vowel signs of
Indian scripts are letters and stay), a character of a script without spaces is a word, and the
commonest English endings go, since a search for "trees" has to find "tree". What that does to a
word of another language it does in the text and in the search alike: nothing is lost by it.

Source: Unicode Standard Annex 15 (normalisation) and section 4.3 (combining classes); M. F. Porter,
"An algorithm for suffix stripping", Program 14(3), 1980, step 1.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
"""Characters of a word that count."""

FIRST_SPOKEN_ACCENT = 10
"""Combining classes from here on are accents and points; below are parts of Indian letters."""

_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"  # Thai, Lao, Burmese, Khmer, Japanese, Chinese
    r"|[^\W_]+"
)
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
_VOWEL = re.compile(r"[aeiouy]")
_AFTER_CONSONANT = re.compile(r"[aeiouy].*[^aeiou]y$")
_DOUBLE = re.compile(r"([bcdfgkmnprt])\1$")

EMPTY = frozenset(
    """
    a about all also am an and any are as at be been but by can could did do does for from had has
    have he her his how i if in into is it its just me my no not of on or our she so some than that
    the their them then there these they this those to too us was we were what when where which who
    why will with would you your
    """.split()  # noqa: SIM905  a list would be a page long
)
"""English words that say nothing by themselves."""


def words_of(text: str) -> list[str]:
    """Return each word of *text* once, in the order in which they first come."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in plain if unicodedata.combining(each) < FIRST_SPOKEN_ACCENT)
    joined = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", kept).replace("\u0640", ""))
    whole = _with_marks(joined)
    return list(dict.fromkeys(_stem(word[:LONGEST]) for word in whole))


def sought(text: str, most: int = 12) -> list[str]:
    """Return the words to look for when somebody types *text*, at most so many.

    Words that say nothing are left out, unless there are no others.
    """
    words = words_of(text)
    telling = [word for word in words if word not in _EMPTY_STEMS]
    return (telling or words)[:most]


def telling_words(text: str) -> frozenset[str]:
    """Return the words of *text* that say something."""
    return frozenset(words_of(text)) - _EMPTY_STEMS


def _with_marks(text: str) -> list[str]:
    """Return the words; a mark that is part of a letter is no end of a word."""
    joined = "".join("x" if unicodedata.category(each) in {"Mn", "Mc"} else each for each in text)
    return [text[found.start() : found.end()] for found in _WORD.finditer(joined)]


def _stem(word: str) -> str:
    """Return an English word without the ending of its plural or its tense."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():  # noqa: PLR2004  "bus", "is"
        return word
    word = _without_plural(word)
    for ending in ("ing", "ed"):
        start = word.removesuffix(ending)
        if start != word and len(start) > 2 and _VOWEL.search(start):  # noqa: PLR2004  "red", "sing"
            word = _DOUBLE.sub(r"\1", start)
            break
    if len(word) > 3:  # noqa: PLR2004  "die"
        word = word.removesuffix("e")
    return word[:-1] + "i" if _AFTER_CONSONANT.search(word) else word


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")


_EMPTY_STEMS = frozenset(map(_stem, EMPTY)) | EMPTY
