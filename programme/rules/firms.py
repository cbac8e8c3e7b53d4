"""Firms: what they are, and the people who write for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

LONGEST_NAME = 150
CODE_LASTS = timedelta(days=14)
MOST_MEMBERS = 20


class FirmSize(StrEnum):
    """How many people work there, by the bands of Companies House."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FirmDraft:
    """What a firm says of itself."""

    name: str
    size: FirmSize = FirmSize.UNKNOWN
    company_number: str = ""
    website: str = ""


def checked_firm(draft: FirmDraft) -> FirmDraft:
    """Return a firm as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    name, number = in_one_line(draft.name), in_one_line(draft.company_number).upper()
    website = in_one_line(draft.website)
    fields: dict[str, str] = {}
    if not says_something(name):
        fields["name"] = say("Write the name of your firm.")
    elif len(name) > LONGEST_NAME:
        fields["name"] = say("Use at most {most} characters.", most=LONGEST_NAME)
    if number and not (number.isascii() and number.isalnum() and len(number) == 8):  # noqa: PLR2004  Companies House gives eight
        fields["company_number"] = say("Enter the eight characters of the company number.")
    if website and not website.startswith(("https://", "http://")):
        fields["website"] = say("Enter an address that begins with https://.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return FirmDraft(name, draft.size, number, website)


@dataclass(frozen=True, slots=True)
class FirmJoined(Event):
    """Somebody writes for a firm from now on."""

    kind: ClassVar[str] = "programme.firm.joined"
    person_id: UUID
