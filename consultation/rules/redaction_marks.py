"""Which characters of a text are taken out, and what stands there instead.

Offsets count characters (code points) and are widened to what a reader sees as one letter, so
that no half of it and no accent is left. Source: Unicode Standard Annex 29 (grapheme clusters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultation.rules.comments import LONGEST_TEXT
from consultation.rules.redactions import SPECIAL, RedactionReason
from foundation.base.errors import Invalid

MOST_MARKS = 100
LONGEST_WORDS = 1_000
FEWEST_LETTERS = 3
"""Shorter words are taken out where they were marked, but not looked for elsewhere."""

LINKS = "([:"
"""What would make a link of words in square brackets before it."""

JOINER = "\u200d"
SKIN = range(0x1F3FB, 0x1F400)
FLAG = range(0x1F1E6, 0x1F200)
INSTEAD = re.compile(r"\[taken out: [a-z ]+\]")

_PERSONAL = "[taken out: personal details]"
_WORDS = {
    RedactionReason.DISCRIMINATORY: "[taken out: discriminatory words]",
    RedactionReason.DEFAMATORY: "[taken out: words that may harm somebody]",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters *start* up to, not including, *end*, and why they are taken out."""

    start: int
    end: int
    reason: RedactionReason


def instead(reason: RedactionReason) -> str:
    """Return what stands where words were taken out; it never says which special category."""
    return _WORDS.get(reason, _PERSONAL)


def checked_marks(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return *marks* in reading order, widened to whole letters, none overlapping.

    Where two overlap they become one; special category data gives it its reason.

    Raises:
        Invalid: there is none, far too many, or one is not in the text.
    """
    wanted = sorted(marks, key=lambda mark: (mark.start, mark.end))
    if not wanted or len(wanted) > MOST_MARKS:
        raise _wrong(f"Mark what is to be taken out: 1 to {MOST_MARKS} places at a time.")
    kept: list[Mark] = []
    for mark in wanted:
        if not 0 <= mark.start < mark.end <= len(text):
            raise _wrong("These words are not in the text. Copy them from it.")
        wide = _widened(text, mark)
        if kept and wide.start < kept[-1].end:
            last = kept.pop()
            reason = wide.reason if wide.reason in SPECIAL else last.reason
            wide = Mark(last.start, max(last.end, wide.end), reason)
        kept.append(wide)
    return tuple(kept)


def taken_out(text: str, marks: Sequence[Mark]) -> str:
    """Return *text* with what stands instead of each of *marks*, which ``checked_marks`` made.

    Raises:
        Invalid: it would be longer than a comment can be.
    """
    at, pieces = 0, []
    for mark in marks:
        pieces += [text[at : mark.start], _apart(text, mark)]
        at = mark.end
    said = "".join([*pieces, text[at:]])
    if len(said) > LONGEST_TEXT:
        raise _wrong("Too little would be left to read. Hide the comment instead.")
    return said


def _apart(text: str, mark: Mark) -> str:
    """Return what stands instead, kept from becoming a link or a picture of a Markdown text."""
    before, behind = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    words = instead(mark.reason)
    return f"{' ' if before == '!' else ''}{words}{' ' if behind in LINKS and behind else ''}"


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Return where *words* stand in *text*, however they are spaced, cased or composed."""
    typed = words[:LONGEST_WORDS].split()
    if not typed:
        return []
    forms = {unicodedata.normalize(form, " ".join(typed)) for form in ("NFC", "NFD")}
    forms.add(" ".join(typed))
    pattern = "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(forms))
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def marks_of(text: str, words: str, reason: RedactionReason) -> list[Mark]:
    """Return a mark for each place where *words* stand in *text*."""
    return [Mark(start, end, reason) for start, end in places_of(text, words)]


def without_phrases(text: str, phrases: Iterable[tuple[str, RedactionReason]]) -> str:
    """Return *text* without words that were taken out elsewhere; too short ones stay."""
    found = [
        mark
        for words, reason in phrases
        if sum(map(str.isalnum, words)) >= FEWEST_LETTERS
        for mark in marks_of(text, words, reason)
    ]
    return taken_out(text, checked_marks(text, found[:MOST_MARKS])) if found else text


def _widened(text: str, mark: Mark) -> Mark:
    start, end = mark.start, mark.end
    while start > 0 and _belongs(text, start):
        start -= 1
    while end < len(text) and _belongs(text, end):
        end += 1
    for match in INSTEAD.finditer(text):
        if match.start() < end and start < match.end():
            start, end = min(start, match.start()), max(end, match.end())
    return Mark(start, end, mark.reason)


def _belongs(text: str, at: int) -> bool:
    """Tell whether the character at *at* is part of the same letter as the one before it."""
    here, before = text[at], text[at - 1]
    if JOINER in {here, before} or ord(here) in SKIN:
        return True
    if ord(here) in FLAG and ord(before) in FLAG:
        return _flags_before(text, at) % 2 == 1
    return unicodedata.category(here).startswith("M")


def _flags_before(text: str, at: int) -> int:
    count = 0
    while at > count and ord(text[at - 1 - count]) in FLAG:
        count += 1
    return count


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"words": sentence})
