"""Numbers that stand for one person: National Insurance, NHS and bank cards; dates of birth.

Source: HMRC's National Insurance Manual NIM39110 (two letters, six digits, A to D); the NHS Data
Dictionary (NHS number, modulus 11); ISO/IEC 7812-1 annex B (card numbers, Luhn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.letters import small, western
from consultation.rules.personal_data.finds import Find, PersonalDatum, find

INSURANCE = re.compile(
    r"(?<![^\W_])(?!no|at|to|in|of|on|by|is)[A-Za-z]{2}(?:[ ./-]{0,2}\d{2}){3}"
    r"[ ./-]{0,2}[A-Da-d](?!\w)"
)
TEN_GROUPED = re.compile(r"(?<![\d-])[3-9]\d{2}[ -]\d{3}[ -]\d{4}(?![ -]?\d)")
TEN_TOGETHER = re.compile(r"(?<![\d-])[3-9]\d{9}(?!\d)")
HEALTH_SERVICE = re.compile(r"\b(?:nhs|patient|surgery|hospital)\b[^\n]{0,60}$", re.IGNORECASE)
LONG = re.compile(r"(?<![\d-])[2-6](?:[ -]?\d){12,18}(?![ -]?\d)")
MONTH = (
    r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ch|il|ust|ember|ober)?\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\b\d{{4}}-\d\d-\d\d|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)"
    rf"|\b{DAY}(?: of)? {MONTH}(?:,? (?:\d{{4}}|\d\d))?|\b{MONTH} {DAY},?(?: \d{{4}})?)(?!\d)"
)
_BIRTH = r"\b(?:born|d\.? ?o\.? ?b\b|(?:date|day) of birth|birth ?date|birthday)"
BORN = re.compile(rf"{_BIRTH}[^!?\n]{{0,40}}?({DATE})")
WAS_BORN = re.compile(rf"({DATE})[^.!?\n]{{0,15}} (?:birthday|date of birth)\b")


def insurance_numbers(text: str) -> Iterator[Find]:
    """Yield National Insurance numbers, those with an unused prefix too."""
    for match in INSURANCE.finditer(western(text)):
        yield find(text, match.span(), PersonalDatum.NATIONAL_INSURANCE)


def nhs_numbers(text: str) -> Iterator[Find]:
    """Yield NHS numbers: ten digits whose check digit holds, grouped or near a word of health."""
    for match in TEN_GROUPED.finditer(western(text)):
        if holds_modulus_11(_digits(match)):
            yield find(text, match.span(), PersonalDatum.NHS_NUMBER)
    for match in TEN_TOGETHER.finditer(western(text)):
        near = HEALTH_SERVICE.search(text, max(0, match.start() - 70), match.start())
        if near and holds_modulus_11(_digits(match)):
            yield find(text, match.span(), PersonalDatum.NHS_NUMBER)


def bank_cards(text: str) -> Iterator[Find]:
    """Yield payment card numbers: 13 to 19 digits whose check digit holds."""
    for match in LONG.finditer(western(text)):
        if holds_luhn(_digits(match)):
            yield find(text, match.span(), PersonalDatum.BANK_CARD)


def birth_dates(text: str) -> Iterator[Find]:
    """Yield dates that are said to be somebody's birth."""
    lowered = small(western(text))
    for pattern in (BORN, WAS_BORN):
        for match in pattern.finditer(lowered):
            yield find(text, match.span(1), PersonalDatum.BIRTH_DATE)


def holds_modulus_11(digits: list[int]) -> bool:
    """Tell whether the tenth of ten digits is the check digit of the nine before it."""
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]


def holds_luhn(digits: list[int]) -> bool:
    """Tell whether the last digit checks the others by Luhn's sum."""
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004  two digits
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def _digits(match: re.Match[str]) -> list[int]:
    return [int(each) for each in match[0] if each.isdecimal()]
