"""An answer: written, looked at by a second person where the council wants it, sent once.

Before the officer's report is out staff answer facts and process and name their source; what they
think of the merits waits for the outcome of an issue, so that nobody decides before everything
has been read (Gunning; Localism Act 2011 s.25 for councillors).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import checked_text, what_is_wrong
from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.events import Event

LONGEST_SOURCE = 300
LONGEST_ANSWER = 9_000
LONGEST_HEAD = 200
"""With its source and the point it answers, an answer still fits into a comment."""

AT_ONCE = 100
"""People who are told in the request that sends an answer; the rest follow within a minute."""


class About(StrEnum):
    """What an answer belongs to; a question is a comment."""

    ISSUE = "issue"
    POINT = "point"
    COMMENT = "comment"


class AnswerState(StrEnum):
    """Where one version of an answer stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT = "sent"


class WhyNot(StrEnum):
    """Every way in which an answer is not sent."""

    SENT_ALREADY = "sent_already"
    NEEDS_SECOND_LOOK = "needs_second_look"
    OWN_WORDS = "own_words"
    NOBODY_TO_TELL = "nobody_to_tell"
    WITHDRAWN = "withdrawn"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_READABLE = "not_readable"
    NOTE_ALONE = "note_alone"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.SENT_ALREADY: "This answer was sent already. Write a correction if it is wrong.",
    WhyNot.NEEDS_SECOND_LOOK: "A second person has to look at it first. Ask for that.",
    WhyNot.OWN_WORDS: "Somebody else has to look at it: you wrote some of these words.",
    WhyNot.NOBODY_TO_TELL: "There is nobody to tell: every author has taken their comment back.",
    WhyNot.WITHDRAWN: "This comment was withdrawn by its author. It cannot be answered.",
    WhyNot.CHANGED_MEANWHILE: (
        "Somebody else has changed this in the meantime. Both texts are below: put together what "
        "you want to keep, then save again."
    ),
    WhyNot.NOT_READABLE: (
        "This comment cannot be read by the public. Show it before you answer it."
    ),
    WhyNot.NOTE_ALONE: (
        "What came of it goes out with an answer, its source and a second look. Write the answer "
        "too, or leave this empty."
    ),
}

NEXT: dict[AnswerState, frozenset[AnswerState]] = {
    AnswerState.DRAFT: frozenset({AnswerState.WAITING, AnswerState.SENT}),
    AnswerState.WAITING: frozenset({AnswerState.DRAFT, AnswerState.SENT}),
    AnswerState.SENT: frozenset(),
}
"""A change to what waits makes it a draft again; what was sent gets a new version."""


@dataclass(frozen=True, slots=True)
class AnswerMoved(Event):
    """A version of an answer passed from one state to the next."""

    kind: ClassVar[str] = "consultation.answer.moved"
    consultation_id: UUID
    number: int
    before: AnswerState
    after: AnswerState


@dataclass(frozen=True, slots=True)
class AnswerCorrected(Event):
    """Somebody who was told an answer before has to hear that it was wrong."""

    kind: ClassVar[str] = "consultation.answer.corrected"
    consultation_id: UUID
    answer_id: UUID


def move(answer_id: UUID, consultation_id: UUID, number: int, *states: AnswerState) -> AnswerMoved:
    """Return the event for moving a version from the first to the second of *states*.

    Raises:
        Conflict: the second does not follow the first.
    """
    before, after = states
    if before is AnswerState.SENT:
        raise Conflict(REFUSALS[WhyNot.SENT_ALREADY])
    if after not in NEXT[before]:
        raise Conflict(f"An answer that is {before.value} cannot become {after.value}.")
    return AnswerMoved(answer_id, consultation_id, number, before, after)


def may_send(
    state: AnswerState, writers: Collection[UUID], sender: UUID | None, *, second_look: bool
) -> Decision:
    """Decide whether *sender* may send a version in *state* that *writers* wrote.

    With *second_look* the council wants a second person to look at every answer.
    """
    if state is AnswerState.SENT:
        return Decision(WhyNot.SENT_ALREADY)
    if not second_look:
        return YES
    if state is not AnswerState.WAITING:
        return Decision(WhyNot.NEEDS_SECOND_LOOK)
    return YES if sender and sender not in writers else Decision(WhyNot.OWN_WORDS)


def may_note_alone(*, is_out: bool, second_look: bool) -> Decision:
    """Decide whether words may go to an author beside a step alone, without an answer.

    Args:
        is_out: whether the report is; before that, words need a source.
        second_look: whether the council wants a second person to look at what is sent.
    """
    return YES if is_out and not second_look else Decision(WhyNot.NOTE_ALONE)


def checked_words(text: str, source: str, *, needs_source: bool) -> tuple[str, str | None]:
    """Return the text and the source of an answer as they are kept.

    Raises:
        Invalid: there are no words, too many, or no source where one is needed.
    """
    text, source = checked_text(text), in_one_line(source[: 4 * LONGEST_SOURCE])
    wrong = {"text": _wrong_text(text), "source": _wrong_source(source, needed=needs_source)}
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return text, source or None


def _wrong_text(text: str) -> str | None:
    if len(text) > LONGEST_ANSWER:
        return f"Shorten the answer to at most {LONGEST_ANSWER:,} characters."
    return what_is_wrong(text)


def _wrong_source(source: str, *, needed: bool) -> str | None:
    if needed and not says_something(source):
        return "Say where the facts come from: the report is not out yet."
    if len(source) > LONGEST_SOURCE:
        return f"Shorten the source to at most {LONGEST_SOURCE} characters."
    return None


def reply_text(
    text: str, source: str | None, about: str | None, corrected_on: date | None = None
) -> str:
    """Return an answer as it stands below a comment: which point it answers, and its source."""
    head = about if about is None or len(about) <= LONGEST_HEAD else about[:LONGEST_HEAD] + "…"
    parts = (
        f"“{head}”" if head else None,
        text,
        f"Source: {source}" if source else None,
        f"Corrected on {corrected_on.day} {corrected_on:%B %Y}." if corrected_on else None,
    )
    return "\n\n".join(filter(None, parts))
