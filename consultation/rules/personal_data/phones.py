"""Telephone numbers as people in the United Kingdom write them.

Source: the National Telephone Numbering Plan (Ofcom): geographic numbers begin 01 or 02, mobile
ones 07. Numbers that begin 03, 08 or 09 belong to organisations and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.letters import western
from consultation.rules.personal_data.finds import Find, PersonalDatum, find

_GAP = r"[^\S\n\d]{0,2}[.\-\u2010\u2011\u2013/()_\u200b]?[^\S\n\d]{0,2}"
_ALONE = r"(?=[+(\dOo])(?<!\d)(?<!\d[.,/-])(?<![£$€])"
_COUNTRY = rf"(?:(?:\+|\b00){_GAP}44{_GAP}(?:\(?0\)?{_GAP})?|\(?(?:0|\b[Oo]){_GAP}"

MOBILE = re.compile(rf"{_ALONE}{_COUNTRY}|\b44{_GAP})7{_GAP}[1-57-9](?:{_GAP}\d){{8}}(?!\d)")
LANDLINE = re.compile(rf"{_ALONE}{_COUNTRY})[12](?:{_GAP}\d){{8,9}}(?!\d)")
ABROAD = re.compile(rf"(?<![\w+])\+(?!44)[1-9](?:{_GAP}\d){{9,13}}(?!\d)")
LOCAL = re.compile(
    r"\b(?:ring|call|phone|tel|text|txt|mobile|telephone|number)\b\D{0,20}?"
    r"(?<!\d)(\d{3}[ -]\d{4})(?![ /-]?\d)",
    re.IGNORECASE,
)
DATE = re.compile(r"\d\d?[ ./-]\d\d?[ ./-](?:19|20)\d\d(?!\d)")
ORGANISATION = re.compile(
    r"\b(?:council|switchboard|police|surgery|hospital|help ?(?:line|desk)|crimestoppers)\b"
    r"[^.!?\n]{0,20}$",
    re.IGNORECASE,
)
MOST_GROUPS = 5
"""A scale bar ("0 10 20 30 40 50") has more groups than anybody gives a landline."""


def phone_numbers(text: str) -> Iterator[Find]:
    """Yield numbers of private people's telephones."""
    digits = western(text)
    for pattern in (MOBILE, LANDLINE, ABROAD):
        for match in pattern.finditer(digits):
            if not _is_something_else(text, match, pattern):
                is_open = match[0].startswith("(") and ")" not in match[0]
                yield find(text, (match.start() + is_open, match.end()), PersonalDatum.PHONE)
    for match in LOCAL.finditer(digits):
        yield find(text, match.span(1), PersonalDatum.PHONE)


def _is_something_else(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    if DATE.match(match[0]) or ORGANISATION.search(text, max(0, match.start() - 45), match.start()):
        return True
    return pattern is LANDLINE and len(re.findall(r"\d+", match[0])) > MOST_GROUPS
