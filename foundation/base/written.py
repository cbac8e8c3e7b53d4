"""What may stand in words that people send, and which way they are written.

Source: Unicode Standard Annex 9 (bidirectional controls) and 15 (normalisation forms). Joiners
stay: Persian, Urdu, Bengali and many emoji need them.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_CODE = 60
MOST_MARKS = 6
"""Combining marks on one letter; no living script stacks more, ornaments do."""

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\ud800-\udfff"  # halves of characters
    "\u202a-\u202e\u2066-\u2069"  # overrides of the writing direction
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]"  # unseen characters
)
_LINE_END = re.compile("\r\n|[\r\x0c\x85\u2028\u2029]")
_FLAG_OR_TAG = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007f]{1,8})|[\U000e0000-\U000e0fff]"  # a flag, or hidden text
)
_MANY_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def cleaned(text: str) -> str:
    """Return *text* without what no reader could see, and with plain line ends.

    What remains stands as it was written: nothing is normalised.
    """
    text = _LINE_END.sub("\n", text)
    text = _FLAG_OR_TAG.sub(r"\1", _DROPPED.sub("", text))
    return _without_towers(_MANY_BLANK_LINES.sub("\n\n", text)).strip()


def in_one_line(text: str) -> str:
    """Return *text* cleaned, with every run of white space as one space."""
    return " ".join(cleaned(text).split())


def says_something(text: str) -> bool:
    """Tell whether there is a letter or a digit of any script in *text*."""
    return any(unicodedata.category(letter)[0] in "LN" for letter in text)


def direction(text: str) -> str:
    """Return ``rtl`` or ``ltr`` by the first letter that has a direction."""
    for letter in text:
        strong = unicodedata.bidirectional(letter)
        if strong in _RIGHT_TO_LEFT:
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"


def same_words(text: str) -> str:
    """Return what two texts share that say the same, however each was typed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def code_from(words: str) -> str:
    """Return *words* in the letters that an address or a code can have; maybe nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_CODE].rstrip("-")


def _without_towers(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
