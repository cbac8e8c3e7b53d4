"""What was done, after it was said: an outcome is promised, done, or comes to nothing after all.

Output and outcome are two events: what the council said is told when the report is out, what it
did when it is done, which may be years later (consultation-field notes §4 (15)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.dispositions import Disposition
from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.events import Event

LONGEST_WORDS = 300
LONGEST_URL = 500


class Delivery(StrEnum):
    """Where the doing stands."""

    PROMISED = "promised"
    DONE = "done"
    NOT_DONE = "not_done"


class WhyNot(StrEnum):
    """Every way in which nothing is written down about the doing."""

    NOT_TOLD = "not_told"
    CHANGED_MEANWHILE = "changed_meanwhile"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_TOLD: "People do not know yet what came of this issue. Publish the report first.",
    WhyNot.CHANGED_MEANWHILE: (
        "Somebody else has written here in the meantime. Read it below, then save again."
    ),
}

_D = Delivery

NEXT: dict[Delivery | None, frozenset[Delivery]] = {
    None: frozenset(Delivery),
    _D.PROMISED: frozenset(Delivery),
    _D.NOT_DONE: frozenset({_D.PROMISED, _D.DONE}),
    _D.DONE: frozenset({_D.NOT_DONE}),
}
"""A promise may be made anew with another day; what was done can turn out not to be."""


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """What somebody writes down.

    Args:
        day: by when it is promised, or since when it is done; None where it is not done.
        words: what was done, or why it is late or will not be.
        url: where people can see it, or None.
    """

    delivery: Delivery
    words: str
    day: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryTold(Event):
    """Something that was said has been done, promised for a day, or given up."""

    kind: ClassVar[str] = "consultation.delivery.told"
    consultation_id: UUID
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class ToldIssue:
    """An issue as a message tells of it; the last three are about what was done."""

    title: str
    disposition: Disposition
    reason: str
    delivery: Delivery | None = None
    day: date | None = None
    words: str | None = None


def step(before: Delivery | None, after: Delivery) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict("This is done already. Say that it is not, if that is so.")


def may_deliver(*, is_told: bool) -> Decision:
    """Decide whether something may be written down: only what was said can be done."""
    return YES if is_told else Decision(WhyNot.NOT_TOLD)


def checked(draft: DeliveryDraft, today: date) -> DeliveryDraft:
    """Return *draft* as it is kept.

    Raises:
        Invalid: words or day are missing, or the day cannot be.
    """
    words = in_one_line(draft.words[: 4 * LONGEST_WORDS])
    url = (draft.url or "").strip() or None
    wrong = {"words": _wrong_words(words), "day": _wrong_day(draft, today), "url": _wrong_url(url)}
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    day = None if draft.delivery is Delivery.NOT_DONE else draft.day
    return DeliveryDraft(draft.delivery, words, day, url)


def _wrong_words(words: str) -> str | None:
    if not says_something(words):
        return "Say in a sentence what was done, or why it is not."
    if len(words) > LONGEST_WORDS:
        return f"Shorten this to at most {LONGEST_WORDS} characters."
    return None


def _wrong_day(draft: DeliveryDraft, today: date) -> str | None:
    match draft.delivery:
        case Delivery.PROMISED if draft.day is None or draft.day < today:
            return "Give the day by which it is promised, today or later."
        case Delivery.DONE if draft.day is None or draft.day > today:
            return "Give the day since when it is done, today or earlier."
    return None


def _wrong_url(url: str | None) -> str | None:
    if url is None:
        return None
    is_ours = url.startswith("/") and not url.startswith("//")
    if len(url) > LONGEST_URL or not (is_ours or url.startswith(("https://", "http://"))):
        return "Give an address that begins with https://, or leave it empty."
    return None
