"""The mirror: what in a comment may be personal data, and how to take it out.

It advises and never blocks. A find says "look here before everybody else does"; no find promises
nothing. Forms of the United Kingdom only; each rule runs in time linear in the text.
Source: BOPS redaction guidelines (names, addresses, contact details, special category data), as
summed up in the planning field's practice; UK GDPR articles 4(1), 5(1)(c) and 9(1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consultation.rules.personal_data.addresses import home_addresses
from consultation.rules.personal_data.finds import Find, PersonalDatum, apart
from consultation.rules.personal_data.health import health_words
from consultation.rules.personal_data.names import private_names
from consultation.rules.personal_data.numbers import (
    bank_cards,
    birth_dates,
    insurance_numbers,
    nhs_numbers,
)
from consultation.rules.personal_data.online import emails, handles, profiles
from consultation.rules.personal_data.phones import phone_numbers
from consultation.rules.personal_data.plates import number_plates
from foundation.base.errors import Conflict

DETECTORS: dict[PersonalDatum, Callable[[str], Iterator[Find]]] = {
    PersonalDatum.PHONE: phone_numbers,
    PersonalDatum.EMAIL: emails,
    PersonalDatum.ADDRESS: home_addresses,
    PersonalDatum.NATIONAL_INSURANCE: insurance_numbers,
    PersonalDatum.PLATE: number_plates,
    PersonalDatum.NHS_NUMBER: nhs_numbers,
    PersonalDatum.BANK_CARD: bank_cards,
    PersonalDatum.BIRTH_DATE: birth_dates,
    PersonalDatum.HEALTH: health_words,
    PersonalDatum.NAME: private_names,
    PersonalDatum.HANDLE: handles,
    PersonalDatum.PROFILE: profiles,
}

Marker = Callable[[PersonalDatum], str]
"""What to leave where a find was; the words are the page's, such as "(phone number removed)"."""


def found(text: str) -> tuple[Find, ...]:
    """Return what may be personal data in *text*, in reading order and never overlapping."""
    return apart(find for detect in DETECTORS.values() for find in detect(text))


def without(text: str, find: Find, marker: Marker) -> str:
    """Return *text* with *find* taken out and a marker in its place, so that it still reads.

    Raises:
        Conflict: the text no longer holds *find* where it was.
    """
    if text[find.start : find.end] != find.quoted:
        raise Conflict("The text has changed since it was checked. Check it again.")
    before, after = text[: find.start], text[find.end :]
    words = marker(find.kind)
    if words.startswith("(") and before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    return _joined(_joined(before, words), after)


def without_any(text: str, marker: Marker) -> str:
    """Return *text* with everything that is found taken out."""
    for find in reversed(found(text)):
        text = without(text, find, marker)
    return text


def _joined(left: str, right: str) -> str:
    """Join two pieces of a sentence with the space between them that it needs, and no more."""
    if not left or not right:
        return left + right
    if left[-1] == " " and right[0] in " ,.;:!?)":
        return left.rstrip(" ") + right
    has_to_part = left[-1] + right[0] in {")(", "](", ")[", "]["}
    is_glued = (left[-1].isalnum() and right[0] in "([") or (
        left[-1] in ")]" and right[0].isalnum()
    )
    return f"{left} {right}" if has_to_part or is_glued else left + right


__all__ = ["DETECTORS", "Find", "Marker", "PersonalDatum", "found", "without", "without_any"]
