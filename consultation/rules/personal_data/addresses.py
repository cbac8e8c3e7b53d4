"""Home addresses: a house number with its postcode, or with its street where somebody lives there.

A postcode, a street or the address of a site alone points at no person and is left alone.
Source: BS 7666 and Royal Mail's postcode form (area, district, sector, unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.letters import small
from consultation.rules.personal_data.finds import Find, PersonalDatum, find
from consultation.rules.personal_data.words import PERSONS, RELATIONS, any_of

_POSTCODE = r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}\b"
_KIND_OF_STREET = any_of("""
    road|rd|street|st|avenue|ave|lane|ln|close|cl|drive|dr|way|crescent|cres|grove|gardens|gdns
    place|pl|terrace|court|square|sq|hill|walk|mews|row|rise|view|green|park|parade|croft|heath
    end|yard|gate|bank|fields?|meadows?|mount|vale|wharf|circus|path
""")
_NUMBER = r"(?:no\.?|number|num|#)"
_HOUSE = rf"(?<![\d./\u00a3-])\b(?:(?:house )?{_NUMBER} ?)?\d{{1,4}}[a-z]?\b"
_NO_PLACE = any_of("in|on|of|at|from|to|and|is|are|was|off|near|for|with|by|who|that|has|have")
_WORD = rf"(?!{_NO_PLACE}\b)[^\W\d_][\w'\u2019.]*"
_FLAT = (
    r"(?:\b(?:(?:flat|apartment|apt\.?|maisonette|room) ?\d{1,4}[a-z]?"
    r"|(?:basement|garden|top|ground floor|first floor|upper|lower) flat)"
    rf",? (?:{_WORD},? ){{0,3}}?)"
)
_STREET = rf"(?:{_FLAT}?{_HOUSE},? (?:{_WORD} ){{1,4}}{_KIND_OF_STREET}\b)"
_LIVING = any_of(rf"""
    (?:i|we|he|she|they) (?:have |has |all )?liv(?:es?|ed)|living|moved|my (?:home )?address(?: is)?
    i(?:['\u2019 ]a?m|['\u2019 ]ve been)|we(?:['\u2019 ]a?re|['\u2019 ]ve been)|that['\u2019]?s
    (?:my|our) (?:house|home|flat|front room|garden|place)|i (?:rent|own|write)|i am writing
    {RELATIONS}|{PERSONS}
""")
_HOME = (
    rf"\b{_LIVING}\b[ ,:(\u2013-]{{0,3}}(?:has lived |is |live )?(?:(?:at|in|to|of|from|into) )?"
)

LIVED_IN = re.compile(rf"{_HOME}({_STREET}(?:(?:,? {_WORD}){{0,5}},? {_POSTCODE})?)")
NAMED_HOUSE = re.compile(
    rf"{_HOME}((?:{_WORD} ){{1,3}}?(?:cottage|house|lodge|farm|villa|barn|bungalow)"
    rf"(?:,? {_WORD}){{1,6}}?,? {_POSTCODE})",
)
FULL = re.compile(rf"{_FLAT}?{_HOUSE},? (?:{_WORD},? ){{1,9}}?{_POSTCODE}")
HOUSE_THEN_CODE = re.compile(rf"{_HOUSE},? {_POSTCODE}")
CODE_THEN_HOUSE = re.compile(
    rf"{_POSTCODE}[ ,(]{{1,3}}(?:house |flat )?{_NUMBER} ?\d{{1,4}}[a-z]?\b", re.I
)
SITE = re.compile(
    r"\b(?:site|applications?|proposal|development|scheme|land|extension|building|pub|shop|hotel"
    r"|takeaway|premises|plot|works?|factory|church|mosque|school|clinic|surgery|stop|centre|store"
    r"|rear|hmo|depot|garage)(?:,| \w+)? (?:at|on|of|for|to|outside|opposite|behind|beside|near)"
    r"(?: the)? $",
)
LONGEST_LEAD = 40


def home_addresses(text: str) -> Iterator[Find]:
    """Yield what points at one home."""
    lowered = small(text)
    for pattern in (LIVED_IN, NAMED_HOUSE):
        for match in pattern.finditer(lowered):
            yield find(text, match.span(1), PersonalDatum.ADDRESS)
    for pattern in (FULL, HOUSE_THEN_CODE, CODE_THEN_HOUSE):
        for match in pattern.finditer(lowered):
            start = match.start()
            if not SITE.search(lowered, max(0, start - LONGEST_LEAD), start):
                yield find(text, match.span(), PersonalDatum.ADDRESS)
