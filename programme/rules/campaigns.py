"""Campaigns that tell firms of challenges, and whom they reach.

An address is kept as a keyed digest alone: enough to know a firm again, too little to write to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.mail import is_address
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line
from programme.rules.drafts import LONGEST_TITLE, long, missing_or_long, refuse
from programme.rules.firms import FirmSize

MOST_LINES = 2_000
LONGEST_NOTE = 1_000


class Channel(StrEnum):
    """By which way firms are told."""

    LINKEDIN = "linkedin"
    EMAIL = "email"
    EVENT = "event"
    NEWSLETTER = "newsletter"
    PARTNER = "partner"
    PHONE = "phone"
    OTHER = "other"
    OWN = "own"


CHOICES = tuple(channel for channel in Channel if channel is not Channel.OWN)
"""Ways of a campaign; ``own`` is for firms that came by themselves."""


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What is planned: who runs it, by which way, from when to when."""

    title: str
    channel: Channel | None
    run_by: str
    starts_on: date | None
    ends_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One firm that was told; the address leaves memory as a digest."""

    address: str
    size: FirmSize = FirmSize.UNKNOWN


def checked_campaign(draft: CampaignDraft) -> CampaignDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = replace(
        draft,
        title=in_one_line(draft.title),
        run_by=in_one_line(draft.run_by),
        note=cleaned(draft.note),
    )
    needed = say("Enter a day, a month and a year, for example 12 12 2026.")
    is_backwards = tidy.starts_on and tidy.ends_on and tidy.ends_on < tidy.starts_on
    refuse(
        {
            "title": missing_or_long(tidy.title, LONGEST_TITLE),
            "channel": None if tidy.channel in CHOICES else say("Choose how firms are told."),
            "run_by": missing_or_long(tidy.run_by, LONGEST_TITLE),
            "starts_on": None if tidy.starts_on else needed,
            "ends_on": say("It has to end after it starts.") if is_backwards else None,
            "note": long(tidy.note, LONGEST_NOTE),
        }
    )
    return tidy


def contacts_in(text: str) -> tuple[Contact, ...]:
    """Read one contact a line, ``address`` or ``address, size``; each address counts once.

    Raises:
        Invalid: a line is neither, named by its number; there is none, or there are too many.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        _wrong(say("Write one address a line."))
    if len(lines) > MOST_LINES:
        _wrong(say("Send at most {most} lines at once.", most=MOST_LINES))
    found: dict[str, Contact] = {}
    for number, line in lines:
        contact = _contact(line)
        if contact is None:
            _wrong(
                say(
                    "Line {number} is no address, or its size is none of: {sizes}.",
                    number=number,
                    sizes=", ".join(FirmSize),
                )
            )
        else:
            found.setdefault(contact.address, contact)
    return tuple(found.values())


def _contact(line: str) -> Contact | None:
    address, _comma, size = (part.strip().lower() for part in line.partition(","))
    if not is_address(address) or size not in {"", *FirmSize}:
        return None
    return Contact(address, FirmSize(size) if size else FirmSize.UNKNOWN)


def _wrong(sentence: str) -> None:
    raise Invalid(sentence, fields={"contacts": sentence})


@dataclass(frozen=True, slots=True)
class CampaignBegun(Event):
    """Firms are told by one more way."""

    kind: ClassVar[str] = "programme.campaign.begun"
    channel: Channel


@dataclass(frozen=True, slots=True)
class ContactsNoted(Event):
    """So many firms were told, or opened what they were sent."""

    kind: ClassVar[str] = "programme.campaign.contacts_noted"
    count: int
    is_opened: bool
