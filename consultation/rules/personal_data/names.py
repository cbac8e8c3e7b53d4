"""Names of neighbours and other people who never asked to be named.

A name is a courtesy title with what follows, a capitalised word beside a word of kinship or of
living near, or what a letter is signed with. Holders of public offices are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.personal_data.finds import Find, PersonalDatum, find
from consultation.rules.personal_data.words import (
    BESIDE,
    GIVEN,
    NEAR,
    NOT_NAMES,
    ORDINARY,
    PERSONS,
    RELATIONS,
    STREETS,
)

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĽŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_REST = r"\w{1,30}(?:['\u2019-][^\W\d_]\w{1,20}){0,2}"
CAPITAL = rf"(?:[{_UPPER}]['\u2019][{_UPPER}]\w{{1,30}}|[{_UPPER}]{_REST})"
_PARTICLE = r"(?:(?:van|der|den|de|al|el|bin|von|le|la|da|di|ul|ap)[ -]){0,2}"
_INITIALS = rf"(?:[{_UPPER}]\.? ?){{0,3}}"
SURNAME = rf"{_PARTICLE}{CAPITAL}"
PERSON = rf"{CAPITAL}(?: {SURNAME}){{0,2}}"
_TITLE = r"\b(?:Mr|MR|Mrs|MRS|Ms|MS|Miss|MISS|Mx|Dr|Prof|Revd?|Imam|Aunt(?:ie|y)|Uncle)\b\.?"

TITLED = re.compile(
    rf"({_TITLE}(?:\s?(?:and|&|/)\s?{_TITLE})?\s{{1,2}}{_INITIALS}{SURNAME}(?: {SURNAME}){{0,2}})"
)
TITLED_SMALL = re.compile(
    r"(\b(?:mr|mrs)\b\.?(?: (?:and|&) mrs\.?)? [^\W\d_][^\W\d_'\u2019-]{2,30})"
)
RELATED = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w-]+['\u2019]?s?[ -]){{0,2}}?{RELATIONS}"
    rf"(?:,? (?:called|named|is),?|,)? ({PERSON}(?: (?:and|&) {CAPITAL})?|[a-z]{{2,12}})"
)
RELATED_AFTER = re.compile(
    rf"(?<![\w'\u2019])({PERSON}),? (?:who is |is )?(?:my|our) (?:[\w-]+[ -]){{0,2}}?{RELATIONS}\b"
)
APART = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur) (?:[\w-]+ ){{0,2}}?{RELATIONS}"
    rf" (?:to|on|at|in|from|of|across|over|above|below)(?: [\w-]+){{1,4}}, ({PERSON}),"
)
PLACED = re.compile(rf"(?<![\w'\u2019])({PERSON}),? (?:{BESIDE}|(?P<near>{NEAR}))")
PLACED_AFTER = re.compile(rf"\b{PERSONS} (?:{BESIDE}|{NEAR}),? \(?({PERSON})")
FAMILY = re.compile(rf"\b[Tt]he ({CAPITAL}s) {BESIDE}")
CALLED = re.compile(
    rf"\b(?:{PERSONS}|{RELATIONS}|nurse|builder|driver|someone|somebody)"
    rf" (?:called|named) ({PERSON})"
)
FAMILY_OF = re.compile(rf"\b[Tt]he ({CAPITAL}) family\b")
OWN = re.compile(
    rf"\b(?:[Mm]y name(?: is|['\u2019]s|:)|[Ii](?: am|['\u2019]m) called|[Ff]ull name:?)"
    rf" ({_INITIALS}{PERSON})"
)
SIGNED = re.compile(
    r"\b(?:[Rr]egards|[Ss]incerely|[Ff]aithfully|[Tt]ruly|[Ww]ishes|[Ss]igned|[Yy]ours|[Cc]heers"
    r"|[Tt]hanks|[Tt]hank you)"
    rf"[ ]?(?:[,.:\u2013-][ ]?\n?|\n)[ ]?({_INITIALS}{PERSON})[.,]?\s?(?=\n|$)"
)
AFTER = re.compile(rf"(?:['\u2019]s)?\s{{0,2}}([{_UPPER}][\w'\u2019]*)")
TITLE_ALONE = re.compile(rf"{_TITLE}(?:\s?(?:and|&|/)\s?{_TITLE})?", re.IGNORECASE)
COURTESY = frozenset({"and", "mr", "mrs", "ms", "miss"})
SAID_OUTRIGHT = (APART, TITLED, TITLED_SMALL, CALLED, FAMILY, FAMILY_OF, OWN, SIGNED)


def private_names(text: str) -> Iterator[Find]:
    """Yield names of private people."""
    for pattern in SAID_OUTRIGHT:
        for match in pattern.finditer(text):
            yield from _name(text, match.span(1))
    yield from _related(text)
    yield from _placed(text)


def _related(text: str) -> Iterator[Find]:
    """Yield names beside a word of kinship: "my neighbour Sarah", "Dave, our landlord"."""
    for match in RELATED.finditer(text):
        if match[1][0].isupper() or match[1] in GIVEN - ORDINARY:
            yield from _name(text, match.span(1))
    for pattern in (RELATED_AFTER, PLACED_AFTER):
        for match in pattern.finditer(text):
            if match[1].split(" ")[0].lower() in GIVEN:
                yield from _name(text, match.span(1))


def _placed(text: str) -> Iterator[Find]:
    """Yield names that only a place makes a name: "Ask Tariq at number 14"."""
    for match in PLACED.finditer(text):
        start, end = match.span(1)
        first, _, rest = match[1].partition(" ")
        is_led_in = bool(rest) and first.lower() in NOT_NAMES
        if is_led_in:
            start += len(first) + 1
        known = GIVEN - ORDINARY if match["near"] else GIVEN
        is_known = text[start:end].split(" ", maxsplit=1)[0].lower() in known
        if is_known or is_led_in or not (match["near"] or _may_be_a_thing(text, start)):
            yield from _name(text, (start, end))


def _may_be_a_thing(text: str, start: int) -> bool:
    """Tell whether the capital may only begin a sentence, or stands after an article."""
    before = text[max(0, start - 12) : start].rstrip(" \"'\u201c\u2018(")
    if not before or before[-1] in ".!?:;\n":
        return True
    return before.split()[-1].lower() in {"the", "a", "an", "this", "that", "our", "your", "st"}


def _name(text: str, span: tuple[int, int]) -> Iterator[Find]:
    """Yield the name at *span*, cut before the first word that is none, unless it is a place."""
    start, end = span
    words = list(re.finditer(r"\S+", text[start:end]))
    no_name = (word for word in words if _bare(word[0]) in NOT_NAMES - COURTESY)
    kept = next((start + word.start() for word in no_name), end)
    said = text[start:kept].removesuffix("and ").rstrip(" ,")
    if said and not TITLE_ALONE.fullmatch(said) and not _is_place(text, words, end):
        yield find(text, (start, start + len(said)), PersonalDatum.NAME)


def _is_place(text: str, words: list[re.Match[str]], end: int) -> bool:
    """Tell whether *words*, or the capital after them, make a street or a building."""
    follows = AFTER.match(text, end)
    said = [*(word[0] for word in words[1:]), *([follows[1]] if follows else [])]
    return any(_bare(word) in STREETS for word in said)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()'\u2019\"").lower().removesuffix("'s").removesuffix("\u2019s")
