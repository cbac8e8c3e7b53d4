"""Good practices of other cities, what was learned where, and what was taken from it.

Source: programme-field.md §2.1 (learning events, practice references, retrospective).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line
from programme.rules.drafts import long, missing_or_long, refuse
from programme.rules.programmes import Pain, Sentiment

LONGEST_TITLE = 120
LONGEST_WORDS = 1_000


class TakenInto(StrEnum):
    """Where in this programme a practice of somebody else lives on."""

    PHASES = "phases"
    WORKSHOPS = "workshops"
    ASSUMPTIONS = "assumptions"
    BRIEF = "brief"
    GATES = "gates"
    COHORT = "cohort"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class EventDraft:
    """A visit, talk or workshop with others; *held* says when, in words."""

    title: str
    with_whom: str
    held: str
    taken: str


@dataclass(frozen=True, slots=True)
class PracticeDraft:
    """What another city does well; a *claim* of what it brings is its own, not ours."""

    title: str
    city: str
    what: str
    claim: str = ""
    event_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TakingDraft:
    """What was taken from a practice, and where it lives on."""

    words: str
    into: TakenInto | None
    challenge_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """What worked or did not; the latter is tied to one of the pilot's troubles."""

    sentiment: Sentiment | None
    words: str
    pain: Pain | None = None


def checked_event(draft: EventDraft) -> EventDraft:
    """Return an event as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = EventDraft(
        in_one_line(draft.title),
        in_one_line(draft.with_whom),
        in_one_line(draft.held),
        cleaned(draft.taken),
    )
    refuse(
        {
            "event_title": missing_or_long(tidy.title, LONGEST_TITLE),
            "with_whom": missing_or_long(tidy.with_whom, LONGEST_TITLE),
            "held": missing_or_long(tidy.held, LONGEST_TITLE),
            "taken": missing_or_long(tidy.taken, LONGEST_WORDS),
        }
    )
    return tidy


def checked_practice(draft: PracticeDraft) -> PracticeDraft:
    """Return a practice as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = replace(
        draft,
        title=in_one_line(draft.title),
        city=in_one_line(draft.city),
        what=cleaned(draft.what),
        claim=cleaned(draft.claim),
    )
    refuse(
        {
            "practice_title": missing_or_long(tidy.title, LONGEST_TITLE),
            "city": missing_or_long(tidy.city, LONGEST_TITLE),
            "what": missing_or_long(tidy.what, LONGEST_WORDS),
            "claim": long(tidy.claim, LONGEST_WORDS),
        }
    )
    return tidy


def checked_taking(draft: TakingDraft) -> TakingDraft:
    """Return what was taken, as it will be stored.

    Raises:
        Invalid: it says nothing, or not where it lives on.
    """
    tidy = replace(draft, words=cleaned(draft.words))
    refuse(
        {
            "words": missing_or_long(tidy.words, LONGEST_WORDS),
            "into": None if tidy.into else say("Choose where it lives on."),
        }
    )
    return tidy


def checked_lesson(draft: LessonDraft) -> LessonDraft:
    """Return a lesson as it will be stored; what worked has no trouble.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    did_not = draft.sentiment is Sentiment.DID_NOT
    tidy = replace(draft, words=in_one_line(draft.words), pain=draft.pain if did_not else None)
    refuse(
        {
            "sentiment": None if tidy.sentiment else say("Choose whether it worked."),
            "lesson": missing_or_long(tidy.words, LONGEST_WORDS),
            "pain": say("Choose which of the five troubles it is.")
            if did_not and not tidy.pain
            else None,
        }
    )
    return tidy


@dataclass(frozen=True, slots=True)
class LearningKept(Event):
    """Something learned was written down."""

    kind: ClassVar[str] = "programme.learning.kept"
