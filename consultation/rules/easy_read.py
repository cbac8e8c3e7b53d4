"""Easy-read text: one idea a line, short sentences, common words; what we say is advice only.

Source of the advice: Change, "How to make information accessible" (easy read), and GOV.UK's
guidance on plain words. The numbers are our own and plain: they judge no language but English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.rules.words import in_one_line, says_something
from foundation.base.errors import Invalid
from foundation.base.words import Said, say

LONGEST_LINE = 300
LONGEST_ALT = 200
MOST_LINES = 60
LONG_SENTENCE = 15
MANY_SYLLABLES = 4
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")

_OFFICE_WORDS = """
accordance affordable allocate amenity applicant approximately commence commencement consultation
consult curtilage demolition density designated determination development dwelling elevation
envisage facilitate heritage implement infrastructure massing mitigate mitigation objection
parameters permitted proposal pursuant regeneration representation residential stakeholder
statutory storey sustainable tenure utilise
"""
HARD_WORDS = frozenset(_OFFICE_WORDS.split())
KNOWN_WORDS = frozenset({"anybody", "anything", "everybody", "everyone", "everything"})
"""Words of planning offices for which there is nearly always a plainer one."""


@dataclass(frozen=True, slots=True)
class EasyReadLine:
    """One idea, with a picture beside it or none; ``alt`` says what the picture shows."""

    words: str
    picture: str | None = None
    alt: str | None = None


class Advice(StrEnum):
    """What could make a line easier."""

    LONG_SENTENCE = "long_sentence"
    TWO_IDEAS = "two_ideas"
    HARD_WORD = "hard_word"


@dataclass(frozen=True, slots=True)
class Advised:
    """One piece of advice on one line (the first is 1), and the word that it is about."""

    line: int
    advice: Advice
    word: str | None = None


def is_picture(address: str) -> bool:
    """Tell whether a document is a picture that our pages can show: one of our own."""
    path = address.partition("?")[0].lower()
    return re.match(r"/[^/\\]", address) is not None and path.endswith(PICTURES)


def checked_lines(
    lines: Sequence[EasyReadLine], pictures: Collection[str]
) -> tuple[EasyReadLine, ...]:
    """Return *lines* as they will be stored; an empty one is left out.

    Args:
        lines: as they were typed.
        pictures: addresses of the pictures that the consultation has.

    Raises:
        Invalid: a line is too long, or its picture is not there or not described.
    """
    tidy = [
        EasyReadLine(in_one_line(line.words), line.picture or None, in_one_line(line.alt or ""))
        for line in lines
    ]
    kept = [line for line in tidy if says_something(line.words) or line.picture or line.alt]
    if len(kept) > MOST_LINES:
        raise _refused(say("There can be at most {most} lines. Take some out.", most=MOST_LINES))
    for number, line in enumerate(kept, 1):
        wrong = _what_is_wrong(line, pictures)
        if wrong:
            raise _refused(say("Line {number}: {wrong}", number=number, wrong=wrong))
    return tuple(
        EasyReadLine(line.words, line.picture, line.alt if line.picture else None) for line in kept
    )


def advice_on(lines: Iterable[EasyReadLine]) -> list[Advised]:
    """Return what could make the lines easier to read; nothing here forbids anything."""
    found = []
    for number, line in enumerate(lines, 1):
        sentences = [part for part in re.split(r"[.!?]+(?:\s|$)", line.words) if part.strip()]
        if any(len(sentence.split()) > LONG_SENTENCE for sentence in sentences):
            found.append(Advised(number, Advice.LONG_SENTENCE))
        if len(sentences) > 1:
            found.append(Advised(number, Advice.TWO_IDEAS))
        words = re.findall(r"[A-Za-z][A-Za-z'-]*", line.words)
        hard = dict.fromkeys(word.lower() for word in words if is_hard(word))
        found.extend(Advised(number, Advice.HARD_WORD, word) for word in hard)
    return found


def is_hard(word: str) -> bool:
    """Tell whether a word is one of offices, or has many syllables and is no name."""
    plain = word.lower()
    if plain in HARD_WORDS or plain.removesuffix("s") in HARD_WORDS:
        return True
    return word.islower() and plain not in KNOWN_WORDS and syllables(plain) >= MANY_SYLLABLES


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels."""
    silent = len(word) > 2 and word.endswith("e") and not word.endswith("le")  # noqa: PLR2004  "be" is no silent e
    return max(1, len(re.findall(r"[aeiouy]+", word)) - int(silent))


def _what_is_wrong(line: EasyReadLine, pictures: Collection[str]) -> Said | None:
    if not says_something(line.words):
        return say("write what the picture is about.")
    if len(line.words) > LONGEST_LINE:
        return say(
            "this has {count} characters. Use at most {most}.",
            count=len(line.words),
            most=LONGEST_LINE,
        )
    if line.picture and line.picture not in pictures:
        return say("this picture is not one of the documents any more. Choose another or none.")
    if line.picture and not says_something(line.alt or ""):
        return say("say what the picture shows, for people who cannot see it.")
    if len(line.alt or "") > LONGEST_ALT:
        return say(
            "the words for the picture are too long. Use at most {most} characters.",
            most=LONGEST_ALT,
        )
    return None


def _refused(said: Said) -> Invalid:
    return Invalid(said, fields={"lines": said})
