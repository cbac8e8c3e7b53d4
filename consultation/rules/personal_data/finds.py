"""What a find is: a stretch of a comment that may be somebody's personal data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PersonalDatum(StrEnum):
    """What kind of personal data a find looks like; the words are in ``web/mirror_labels.py``."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NATIONAL_INSURANCE = "national_insurance"
    PLATE = "plate"
    NHS_NUMBER = "nhs_number"
    BANK_CARD = "bank_card"
    BIRTH_DATE = "birth_date"
    HEALTH = "health"
    NAME = "name"
    HANDLE = "handle"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Find:
    """Characters *start* up to, not including, *end* of a text, and what they look like."""

    start: int
    end: int
    kind: PersonalDatum
    quoted: str


def find(text: str, span: tuple[int, int], kind: PersonalDatum) -> Find:
    """Return the find at *span*, without space around it."""
    start, end = span
    quoted = text[start:end]
    start += len(quoted) - len(quoted.lstrip())
    quoted = quoted.strip()
    return Find(start, start + len(quoted), kind, quoted)


def apart(finds: Iterable[Find]) -> tuple[Find, ...]:
    """Return *finds* in reading order; of those that overlap, the longest stays."""
    kept: list[Find] = []
    for one in sorted(finds, key=lambda each: (each.start, -each.end)):
        if kept and one.start < kept[-1].end:
            if len(one.quoted) > len(kept[-1].quoted):
                kept[-1] = one
            continue
        kept.append(one)
    return tuple(kept)
