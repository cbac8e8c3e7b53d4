"""Numbers that no other page holds: somebody notes one with its source, another person agrees.

A reading never changes. What was wrong is taken back, with a reason, and noted again.
Source: programme-field.md §2.7 (KPI-0 needs an agreed starting point; KPI-3 counts firms).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.base.written import in_one_line
from programme.rules.drafts import LONGEST_TITLE, missing_or_long, refuse
from programme.rules.kpis.facts import ReadingKind

HIGHEST = 1_000_000_000
MOST = 1_000
"""Readings of one programme that can be noted."""


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """What was read, where and on which day; a firm of a partner city has no value."""

    kind: ReadingKind | None
    on: date | None
    words: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Read:
    """A reading as it is kept."""

    kind: ReadingKind
    on: date
    words: str
    value: int | None
    source: str


class WhyNot(StrEnum):
    """Why a reading is not agreed to or taken back."""

    AGREED = "agreed"
    SAME_PERSON = "same_person"
    WITHDRAWN = "withdrawn"
    TOO_MANY = "too_many"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.AGREED: say("Somebody has agreed to this reading already."),
    WhyNot.SAME_PERSON: say("Somebody else than the person who noted it has to agree."),
    WhyNot.WITHDRAWN: say("This reading was taken back."),
    WhyNot.TOO_MANY: say("This programme has as many readings as it can hold."),
}


@dataclass(frozen=True, slots=True)
class ReadingNoted(Event):
    """Somebody noted a reading."""

    kind: ClassVar[str] = "programme.reading.noted"
    programme_id: UUID
    of: ReadingKind


@dataclass(frozen=True, slots=True)
class ReadingAgreed(Event):
    """A second person agreed to a reading: now it counts."""

    kind: ClassVar[str] = "programme.reading.agreed"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class ReadingWithdrawn(Event):
    """A reading was taken back: it counts no more."""

    kind: ClassVar[str] = "programme.reading.withdrawn"
    programme_id: UUID


def checked_reading(draft: ReadingDraft, today: date) -> Read:
    """Return a reading as it is kept.

    Raises:
        Invalid: no kind, no day that has been, no words or source, or a number that cannot be.
    """
    tidy = replace(
        draft,
        words=in_one_line(draft.words),
        source=in_one_line(draft.source),
        value=draft.value.replace(",", "").strip(),
    )
    is_past = tidy.on is not None and tidy.on <= today
    refuse(
        {
            "kind": None if tidy.kind else say("Choose one of these."),
            "read_on": None if is_past else say("Enter the day it is true of. Not a day ahead."),
            "words": missing_or_long(tidy.words, LONGEST_TITLE),
            "value": _wrong_value(tidy),
            "source": missing_or_long(tidy.source, LONGEST_TITLE * 2),
        }
    )
    assert tidy.kind and tidy.on  # noqa: S101, PT018  checked just now
    return Read(
        tidy.kind, tidy.on, tidy.words, int(tidy.value) if tidy.value else None, tidy.source
    )


def may_agree(*, is_agreed: bool, is_withdrawn: bool, noted_by: UUID, who: UUID | None) -> Decision:
    """Decide whether *who* may agree to a reading."""
    if is_withdrawn:
        return Decision(WhyNot.WITHDRAWN)
    if is_agreed:
        return Decision(WhyNot.AGREED)
    return Decision(WhyNot.SAME_PERSON) if who is None or who == noted_by else YES


def may_withdraw(*, is_withdrawn: bool) -> Decision:
    """Decide whether a reading may be taken back; one that counts may be too."""
    return Decision(WhyNot.WITHDRAWN) if is_withdrawn else YES


def _wrong_value(draft: ReadingDraft) -> str | None:
    if draft.kind is ReadingKind.PARTNER_FIRM:
        return say("Leave this empty for a firm: each is counted as one.") if draft.value else None
    value = whole_number(draft.value, 10)
    if value is None or value > HIGHEST:
        return say("Enter a whole number, such as 1,240.")
    if draft.kind is ReadingKind.BASELINE and not value:
        return say("A starting point is more than 0.")
    return None
