"""Vehicle registration marks, without taking a road or a policy for one.

Source: DVLA leaflet INF104: current marks (AB12 CDE, ages 02 to 29 and 51 to 79), prefix marks
(A123 BCD) and suffix marks (ABC 123D).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.letters import small
from consultation.rules.personal_data.finds import Find, PersonalDatum, find
from consultation.rules.personal_data.words import any_of, words_of

CURRENT = re.compile(
    r"(?<![^\W_])[A-Za-z]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)( ?|-)([A-Za-z]{3})(?![^\W_])"
)
PREFIX = re.compile(r"(?<![^\W_])[A-HJ-NP-TV-Ya-hj-np-tv-y]\d{1,3}[ -]?([A-Za-z]{3})(?![^\W_])")
SUFFIX = re.compile(r"(?<![^\W_])([A-Za-z]{3})[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Y](?![^\W_])")
VEHICLE = re.compile(
    r"\b"
    + any_of(r"""
        cars?|vans?|vehicles?|lorry|lorries|trucks?|taxis?|cabs?|motor|(?:motor)?bikes?|scooter|moped
        transit|tipper|pick-?up|estate|hatchback|driv(?:er|ing|es?)|park(?:s|ed)
        reg(?:istration|istered)?|(?:number)? ?plates?
        ford|vauxhall|corsa|astra|rover|mini|bmw|audi|mercedes|toyota|nissan|honda|golf|fiesta
        focus|skoda|kia|tesla|jaguar|volvo|peugeot|renault|citro[e\u00eb]n|fiat
    """)
    + r"\b"
)
MARK_FOLLOWS = re.compile(r"\b(?:reg|registration|plates?)\b[^.!?\n]{0,20}$")
MOST_BEFORE, MOST_AFTER = 60, 40

ORDINARY = words_of("""
    ACE ADD AGE AGO AIR ALL AND ANY APP APR ARE ART ASK AUG BAD BAR BAY BED BIG BIN BOX BUS BUT
    BUY CAB CAN CAR CIL CUT DAY DEC DID DOC DRG DRW DUE DWG EIA END EYE FAR FEB FEW FIG FLY FOR
    FUN GAP GAS GET GOT GPS GYM HAD HAS HER HIM HIS HMO HOT HOW ISO ITS JAN JUL JUN LAW LET LOT
    LOW MAN MAP MAR MAX MAY MEN MET MIN MPH MUM NEC NET NEW NHS NOR NOT NOV NOW OCT OFF OLD ONE
    OUR OUT OWN PAY PER PET PIN PPG PPS PUB PUT RAN RAT RAW RED REF REV ROW RUN SAD SAT SAW SAY
    SEA SEE SEP SET SHE SIT SIX SKY SPD SPG SUN TAX TEN THE TIN TOO TOP TPO TRY TWO UPS USE VAN
    VIA WAS WAY WHO WHY WIN YES YET YOU
""")
"""Words and planning letters of three; beside a road or a policy they make no mark."""


def number_plates(text: str) -> Iterator[Find]:
    """Yield registration marks; the older forms only where a vehicle is spoken of."""
    for match in CURRENT.finditer(text):
        if _reads_as_current(text, match):
            yield find(text, match.span(), PersonalDatum.PLATE)
    for pattern in (PREFIX, SUFFIX):
        for match in pattern.finditer(text):
            if match[1].upper() not in ORDINARY and _is_vehicle(text, match):
                yield find(text, match.span(), PersonalDatum.PLATE)


def _reads_as_current(text: str, match: re.Match[str]) -> bool:
    gap, last = match[1], match[2]
    if not gap:
        return True
    if last.upper() in ORDINARY:
        return False
    return match[0].isupper() or _is_vehicle(text, match)


def _is_vehicle(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words around speak of a vehicle; of a mark, if it is in small letters."""
    start, end = match.span()
    before = small(text[max(0, start - MOST_BEFORE) : start])
    after = small(text[end : end + MOST_AFTER])
    if MARK_FOLLOWS.search(before):
        return True
    return match[0].isupper() and bool(VEHICLE.search(before) or VEHICLE.search(after))
