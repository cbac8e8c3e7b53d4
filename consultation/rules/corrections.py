"""Changes of what everybody can read already: shown, with a reason, never to anybody's loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from consultation.rules.words import cleaned, says_something
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import Said, say

LONGEST_REASON = 1_000


class Field(StrEnum):
    """What of a consultation is corrected in sight of everybody."""

    TITLE = "title"
    QUESTION = "question"
    SUMMARY = "summary"
    PLACE_NAME = "place_name"
    TEAM = "team"
    DECIDES = "decides"
    CLOSES_AT = "closes_at"


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as text; an instant in RFC 3339."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ConsultationCorrected(Event):
    """What an open consultation says was corrected, or it was extended."""

    kind: ClassVar[str] = "consultation.consultation.corrected"
    consultation_id: UUID
    number: int
    extends: bool


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what is not the same any more, in the order of the fields."""
    return tuple(
        Change(field, as_text(before[field]), as_text(after[field]))
        for field in Field
        if before[field] != after[field]
    )


def check_correction(
    before: Mapping[str, Any], after: Mapping[str, Any], reason: str, now: datetime
) -> str:
    """Return the reason as it will be stored.

    Raises:
        Invalid: there is none, or the change takes away what people were promised.
    """
    if before["kind"] is not after["kind"]:
        raise _wrong("kind", say("People take part already, so this stays as it is."))
    if before["opens_at"] != after["opens_at"] and before["opens_at"] <= now:
        raise _wrong("opens_at", say("It has opened already, so this stays as it is."))
    if after["closes_at"] < before["closes_at"]:
        raise _wrong(
            "closes_at",
            say("People were promised time until the last day. It can only become longer."),
        )
    said = cleaned(reason)
    if not says_something(said):
        raise _wrong("reason", say("Say why it changes. Everybody will read it."))
    if len(said) > LONGEST_REASON:
        raise _wrong("reason", say("Use at most {most} characters.", most=LONGEST_REASON))
    return said


def as_text(value: object) -> str:
    """Return a value as it is kept with a correction."""
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def _wrong(field: str, said: str | Said) -> Invalid:
    return Invalid(said, fields={field: said})
