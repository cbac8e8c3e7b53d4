"""The officer's report: what it has to say before it can be published.

Source: the field's practice of one summary for each topic that people used before the task can be
completed (BOPS), and that nothing is decided before everything was read (Gunning); every issue has
its outcome or is listed as open with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import is_out
from consultation.rules.words import cleaned, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event

LONGEST_PART = 8_000
LONGEST_WHY = 600

UNTAGGED, UNSORTED, REACH = "untagged", "unsorted", "reach"
"""Parts beside the topics: comments on no topic, in no issue, and who took part."""

_TOPIC = "topic:"


class Lack(StrEnum):
    """What can be missing from a report."""

    SUMMARY = "summary"
    OUTCOME = "outcome"
    UNSORTED = "unsorted"


class Paper(StrEnum):
    """What is printed: the officer's report, who was heard, or what people take part with."""

    REPORT = "report"
    HEARD = "heard"
    FORM = "form"
    MAP_A3 = "map_a3"
    MAP_A1 = "map_a1"
    POSTER = "poster"
    SESSION = "session"
    LETTER = "letter"


class PaperState(StrEnum):
    """Where a PDF of a report stands; what failed can be asked for again."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class WhyNot(StrEnum):
    """Every way in which a report is not written, or not published."""

    PUBLISHED = "published"
    UNFINISHED = "unfinished"
    OWN_WORDS = "own_words"
    CHANGED_MEANWHILE = "changed_meanwhile"
    HAS_OUTCOME = "has_outcome"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.PUBLISHED: "The report is published. Take it back before you change it.",
    WhyNot.UNFINISHED: "The report is not finished. What is missing stands below, line by line.",
    WhyNot.OWN_WORDS: "Somebody else has to publish it: you wrote some of these words.",
    WhyNot.CHANGED_MEANWHILE: (
        "Somebody else has changed this in the meantime. Both texts are below: put together what "
        "you want to keep, then save again."
    ),
    WhyNot.HAS_OUTCOME: "This issue has its outcome, or is part of another one.",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: of which part, of which issue by number, or how many comments."""

    lack: Lack
    which: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a report has come.

    Args:
        needed: parts that need a summary, in order, because somebody said something there.
        written: parts that have one.
        undecided: numbers of the issues without an outcome that are not listed as open either.
        unsorted: comments and points that are in no issue.
        writers: who wrote some of it.
    """

    needed: tuple[str, ...]
    written: frozenset[str]
    undecided: tuple[int, ...]
    unsorted: int
    writers: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ReportWritten(Event):
    """Somebody wrote a part of an officer's report."""

    kind: ClassVar[str] = "consultation.report.written"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class IssueLeftOpen(Event):
    """A report says of an issue that it has no outcome yet, and why."""

    kind: ClassVar[str] = "consultation.report.left_open"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class PaperAsked(Event):
    """Somebody asked for a report as a PDF."""

    kind: ClassVar[str] = "consultation.report.paper_asked"
    consultation_id: UUID


def part_of_topic(topic: str) -> str:
    """Return the part that is about *topic*."""
    return _TOPIC + topic


def topic_of_part(part: str) -> str | None:
    """Return the topic that *part* is about, or None."""
    return part.removeprefix(_TOPIC) if part.startswith(_TOPIC) else None


def missing(ready: Readiness) -> tuple[Missing, ...]:
    """Return all that is missing, line by line, in the order in which it is asked for."""
    summaries = (Missing(Lack.SUMMARY, part) for part in ready.needed if part not in ready.written)
    outcomes = (Missing(Lack.OUTCOME, str(number)) for number in ready.undecided)
    silent = ready.unsorted and UNSORTED not in ready.written
    unsorted = (Missing(Lack.UNSORTED, str(ready.unsorted)),) if silent else ()
    return (*summaries, *outcomes, *unsorted)


def may_publish(ready: Readiness, person_id: UUID | None, *, second_look: bool) -> Decision:
    """Decide whether *person_id* may publish a report.

    With *second_look* the council wants a second person to look at what is sent out.
    """
    if missing(ready):
        return Decision(WhyNot.UNFINISHED)
    if second_look and ready.writers and _is_alone(ready.writers, person_id):
        return Decision(WhyNot.OWN_WORDS)
    return YES


def may_write(status: ConsultationStatus) -> Decision:
    """Decide whether a report may be changed: what was published stays as it was."""
    return Decision(WhyNot.PUBLISHED) if is_out(status) else YES


def checked_part(text: str) -> str:
    """Return a part of a report as it is kept.

    Raises:
        Invalid: it says nothing, or far too much.
    """
    return _checked(text, "text", LONGEST_PART, "Say in your own words what people said here.")


def checked_why(reason: str) -> str:
    """Return the reason why an issue is left open, as it is kept.

    Raises:
        Invalid: it says nothing, or far too much.
    """
    return _checked(reason, "reason", LONGEST_WHY, "Say in a sentence why it is still open.")


def _is_alone(writers: Collection[UUID], person_id: UUID | None) -> bool:
    return person_id is None or person_id in writers


def _checked(text: str, name: str, longest: int, empty: str) -> str:
    text = cleaned(text[: 4 * longest])
    wrong = None if says_something(text) else empty
    if len(text) > longest:
        wrong = f"Shorten this to at most {longest:,} characters."
    if wrong:
        raise Invalid(wrong, fields={name: wrong})
    return text
