"""A point: one thing that a comment says, and what its author's comment stands at because of it.

Source: DIPS Planning challenge brief; a comment is closed only when everything in it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.feedback import FeedbackStatus
from consultation.rules.words import says_something
from foundation.base.errors import Invalid
from foundation.base.events import Event

MOST_POINTS = 40
"""Of one comment; more would be one for each word."""

_ENDS = ".!?\u3002\u061f\u06d4\u0964"
"""What ends a sentence: also in Chinese, Arabic, Urdu and the scripts of India."""

_SENTENCE = re.compile(rf"[^{_ENDS}\n]+(?:[{_ENDS}]+[\"'\u201d\u2019)]*|$|(?=\n))")


class PointState(StrEnum):
    """How far a point has come; it follows its issue."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Part of a text: from *start* up to, not including, *end*."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PointMade(Event):
    """Somebody at the council marked one thing that a comment says."""

    kind: ClassVar[str] = "consultation.point.made"
    consultation_id: UUID
    comment_id: UUID


@dataclass(frozen=True, slots=True)
class PointDropped(Event):
    """A point gave way to narrower ones of the same comment."""

    kind: ClassVar[str] = "consultation.point.dropped"
    consultation_id: UUID
    comment_id: UUID


def state_of(*, is_answered: bool, is_closed: bool) -> PointState:
    """Return the state of a point whose issue was answered, or closed so that all can see it."""
    if is_closed:
        return PointState.CLOSED
    return PointState.ANSWERED if is_answered else PointState.OPEN


_F, _P = FeedbackStatus, PointState

FOLLOWS: dict[PointState, dict[FeedbackStatus, FeedbackStatus]] = {
    _P.OPEN: {
        _F.RECEIVED: _F.BEING_CONSIDERED,
        _F.BEING_CONSIDERED: _F.BEING_CONSIDERED,
        _F.ANSWERED: _F.ANSWERED,
        _F.CLOSED: _F.BEING_CONSIDERED,
        _F.WITHDRAWN: _F.WITHDRAWN,
    },
    _P.ANSWERED: {
        _F.RECEIVED: _F.ANSWERED,
        _F.BEING_CONSIDERED: _F.ANSWERED,
        _F.ANSWERED: _F.ANSWERED,
        _F.CLOSED: _F.BEING_CONSIDERED,
        _F.WITHDRAWN: _F.WITHDRAWN,
    },
    _P.CLOSED: {
        _F.RECEIVED: _F.CLOSED,
        _F.BEING_CONSIDERED: _F.CLOSED,
        _F.ANSWERED: _F.CLOSED,
        _F.CLOSED: _F.CLOSED,
        _F.WITHDRAWN: _F.WITHDRAWN,
    },
}
"""Least advanced point of a comment → where the comment stands → where it has to stand.

An answer that was given to the whole comment still stands while one of its points is open. A
closed comment in which something is open again is being looked into again.
"""

_ORDER = tuple(PointState)


def follows(before: FeedbackStatus, points: Iterable[PointState]) -> FeedbackStatus:
    """Return where a comment has to stand; without points it stays where it is."""
    states = set(points)
    least = next((state for state in _ORDER if state in states), None)
    return FOLLOWS[least][before] if least else before


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of *text*, for those who tick rather than select."""
    found = (_trimmed(text, match.start(), match.end()) for match in _SENTENCE.finditer(text))
    spans = tuple(span for span in found if says_something(text[span.start : span.end]))
    return spans or (whole(text),)


def whole(text: str) -> Span:
    """Return all of *text*."""
    return Span(0, len(text))


def checked_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return *spans* as points are kept: each once, in order, without white space around.

    Raises:
        Invalid: one lies outside of *text* or says nothing, or there are none or far too many.
    """
    wanted = list(spans)
    if not wanted:
        raise _wrong("Choose the words that make the point.")
    for span in wanted:
        if not 0 <= span.start < span.end <= len(text):
            raise _wrong("These words are not in the comment. It may have been changed: reload it.")
    kept = sorted({_trimmed(text, span.start, span.end) for span in wanted})
    if any(not says_something(text[span.start : span.end]) for span in kept):
        raise _wrong("A point needs a word or a number.")
    if len(kept) > MOST_POINTS:
        raise _wrong(f"A comment can have at most {MOST_POINTS} points.")
    return tuple(kept)


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"spans": sentence})
