"""Why somebody reports a comment; a report never hides anything by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.words import cleaned
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

LONGEST_WORDS = 500


class ConcernReason(StrEnum):
    """What is wrong with a comment."""

    PERSONAL_DATA = "personal_data"
    ABUSE = "abuse"
    NOT_TRUE = "not_true"
    SPAM = "spam"
    SOMETHING_ELSE = "something_else"


@dataclass(frozen=True, slots=True)
class ConcernRaised(Event):
    """Somebody reported a comment."""

    kind: ClassVar[str] = "consultation.concern.raised"
    consultation_id: UUID
    reason: ConcernReason


@dataclass(frozen=True, slots=True)
class ConcernsSettled(Event):
    """A moderator looked at a comment that was reported."""

    kind: ClassVar[str] = "consultation.concern.settled"
    consultation_id: UUID


def checked_words(reason: ConcernReason, words: str | None) -> str | None:
    """Return *words* as they will be stored.

    Raises:
        Invalid: they are too long, or something else is wrong and nobody says what.
    """
    said = cleaned(words or "") or None
    wrong = None
    if said and len(said) > LONGEST_WORDS:
        wrong = say(
            "Write at most {most} characters; there are {count}.",
            most=LONGEST_WORDS,
            count=len(said),
        )
    elif said is None and reason is ConcernReason.SOMETHING_ELSE:
        wrong = say("Say in a few words what is wrong.")
    if wrong:
        raise Invalid(wrong, fields={"words": wrong})
    return said


def checked_note(note: str | None) -> str:
    """Return what a moderator writes to the author.

    Raises:
        Invalid: it is empty or too long.
    """
    said = cleaned(note or "")
    if not said or len(said) > LONGEST_WORDS:
        wrong = say("Give a reason of at most {most} characters.", most=LONGEST_WORDS)
        raise Invalid(wrong, fields={"note": wrong})
    return said
