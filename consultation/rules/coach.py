"""The coach: which points of a text planners can usually weigh, and which belong elsewhere.

Plain, visible rules over two tables. It never blocks, never drops a word and never says "valid":
it quotes a person's own words, so that a tip can follow. It reads English; a text in another
language gets no advice and loses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultation.rules.letters import small
from consultation.rules.material_considerations import GROUNDS, Ground
from consultation.rules.other_matters import MATTERS, Matter

Span = tuple[int, int]

_GAP = r"[\s-]{1,3}"
_FEW_WORDS = rf"(?:{_GAP}[\w'\u2019%-]{{1,25}}){{0,3}}?{_GAP}"
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n")
PART_END = re.compile(
    r"[,;:!?()\n]|\.(?=\s|$)|\s[\u2013-]\s|\b(?:and|but|because|although|so|which)\b"
)
WORD = re.compile(r"\S+")
LONGEST_BEFORE, WORDS_BEFORE = 40, 3
LONGEST_AFTER, WORDS_AFTER = 60, 5


@dataclass(frozen=True, slots=True)
class Point:
    """Words of the text, from *start* up to *end*, that planners can usually weigh."""

    quoted: str
    start: int
    end: int
    ground: Ground


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words of the text, from *start* up to *end*, with which somebody else can help."""

    quoted: str
    start: int
    end: int
    matter: Matter


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach noticed, in reading order; each ground or matter once a sentence."""

    points: tuple[Point, ...]
    elsewhere: tuple[Elsewhere, ...]


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of *phrases*, read as ``material_considerations`` says."""
    return re.compile(rf"\b(?:{'|'.join(_phrase(phrase) for phrase in phrases)})(?!\w)")


def _phrase(phrase: str) -> str:
    pieces = [_GAP.join(map(_words, part.split())) for part in phrase.split(" ... ")]
    return _FEW_WORDS.join(pieces)


def _words(word: str) -> str:
    either = re.escape(word).replace(r"\*", r"\w{0,20}").replace("'", "['\u2019]")
    return f"(?:{either.replace('/', '|')})"


GROUND_PATTERNS = {rule.ground: pattern_of(rule.phrases) for rule in GROUNDS}
MATTER_PATTERNS = {rule.matter: pattern_of(rule.phrases) for rule in MATTERS}


def advice(text: str) -> Advice:
    """Return what of *text* planners can usually weigh and what belongs elsewhere.

    Where both would claim the same words, they belong elsewhere: "right to light" is no loss of
    light.
    """
    lowered = small(text)
    ends = [end.end() for end in SENTENCE_END.finditer(lowered)]
    claimed = {
        matter: [match.span() for match in pattern.finditer(lowered)]
        for matter, pattern in MATTER_PATTERNS.items()
    }
    taken = _Taken(span for spans in claimed.values() for span in spans)
    elsewhere = [
        Elsewhere(*_quote(text, lowered, span), matter)
        for matter, spans in claimed.items()
        for span in _once_a_sentence(spans, ends)
    ]
    points = [
        Point(*_quote(text, lowered, span), ground)
        for ground, pattern in GROUND_PATTERNS.items()
        for span in _once_a_sentence(
            (match.span() for match in pattern.finditer(lowered) if match.span() not in taken), ends
        )
    ]
    return Advice(
        tuple(sorted(points, key=lambda point: (point.start, point.end))),
        tuple(sorted(elsewhere, key=lambda other: (other.start, other.end))),
    )


class _Taken:
    """Spans that are spoken for; asks whether another overlaps one in the time of a bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
                continue
            self.starts.append(start)
            self.ends.append(end)

    def __contains__(self, span: Span) -> bool:
        before = bisect_left(self.starts, span[1]) - 1
        return before >= 0 and self.ends[before] > span[0]


def _once_a_sentence(spans: Iterable[Span], ends: list[int]) -> Iterator[Span]:
    seen = -1
    for span in spans:
        sentence = bisect_right(ends, span[0])
        if sentence != seen:
            yield span
        seen = sentence


def _quote(text: str, lowered: str, span: Span) -> tuple[str, int, int]:
    """Return the words at *span* with a few around them from the same part of the sentence."""
    first, last = span
    lead = lowered[max(0, first - LONGEST_BEFORE) : first]
    breaks = [end.end() for end in PART_END.finditer(lead)]
    is_cut = first > LONGEST_BEFORE and not breaks
    before = list(WORD.finditer(lead, breaks[-1] if breaks else 0))[is_cut:][-WORDS_BEFORE:]
    tail = PART_END.split(lowered[last : last + LONGEST_AFTER], maxsplit=1)[0]
    after = list(WORD.finditer(tail))
    if last + len(tail) == last + LONGEST_AFTER < len(lowered):
        after = after[:-1]
    after = after[:WORDS_AFTER]
    start = first - len(lead) + before[0].start() if before else first
    end = last + after[-1].end() if after else last
    return text[start:end], start, end
