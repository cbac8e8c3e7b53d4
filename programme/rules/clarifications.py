"""Questions of firms: when one may be asked, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, says_something

LONGEST = 5_000
"""Source: programme-field.md §1 row 31."""


class WhyNot(StrEnum):
    """Why a question cannot be asked."""

    NOT_OPEN = "not_open"
    TOO_LATE = "too_late"
    ANSWERED = "answered"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_OPEN: say("This challenge does not take questions now."),
    WhyNot.TOO_LATE: say("The last day for questions has passed. Every answer is on the page."),
    WhyNot.ANSWERED: say("This question is answered already."),
}


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A firm asked something; nobody keeps who."""

    kind: ClassVar[str] = "programme.clarification.asked"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """The council answered, to all."""

    kind: ClassVar[str] = "programme.clarification.answered"
    challenge_id: UUID


def may_ask(*, is_open: bool, closes_at: datetime | None, now: datetime) -> Decision:
    """Decide whether somebody may ask at *now*; the cut-off itself is too late."""
    if not is_open:
        return Decision(WhyNot.NOT_OPEN)
    return Decision(WhyNot.TOO_LATE) if closes_at and now >= closes_at else YES


def checked_question(text: str, field: str) -> str:
    """Return a question or an answer as it is kept.

    Raises:
        Invalid: it says nothing, or far too much.
    """
    text = cleaned(text[: 2 * LONGEST])
    if says_something(text) and len(text) <= LONGEST:
        return text
    sentence = say("Write a few words, at most {most} characters.", most=LONGEST)
    raise Invalid(sentence, fields={field: sentence})
