"""Which names a contributor may be shown under: none that a reader could take for the council."""

from __future__ import annotations

import unicodedata

from consultation.rules.words import in_one_line, says_something
from foundation.base.words import say

LONGEST_NAME = 80

RESERVED = (
    "administrator",
    "applicant",
    "council",
    "heardback",
    "moderator",
    "officer",
    "planner",
    "planningteam",
)
"""Words, without spaces, that belong to those who answer; their replies are marked."""

_LATIN_FOR = {  # letters of Greek, Cyrillic, Armenian and Cherokee, digits and signs
    "a4@\u0251\u03b1\u0430\u13aa\u1d00": "a",
    "b\u042c\u0184\u13f4\u0432\u0299": "b",
    "c\u0441\u03f2\u217d\u13df\u1d04": "c",
    "d\u0501\u217e\u13a0\u1d05": "d",
    "e3\u0435\u04bd\u0454\u03b5\u13ac\u1d07": "e",
    "\ua730": "f",
    "g\u0261\u0581\u050d\u0262": "g",
    "h\u04bb\u0570\u043d\u13bb\u029c": "h",
    "i1!|\u0131\u0456\u03b9l\u217c\u04cf\u0269\u026a\u029f": "i",
    "j\u0458\u03f3\u1d0a": "j",
    "k\u03ba\u043a\u13e6\u1d0b": "k",
    "m\u043c\u217f\u13b7\u1d0d": "m",
    "n\u0578\u03b7\u043f\u057c\u0274": "n",
    "o0\u03bf\u043e\u0585\u03c3\u04e9\u1d0f": "o",
    "p\u0440\u03c1\u13e2\u1d18": "p",
    "q\u051b\u0566": "q",
    "r\u0433\u1d26\u027e\u13d2\u0280": "r",
    "s\u0455\ua7315$": "s",
    "t\u03c4\u0442\u13a27\u1d1b": "t",
    "u\u03c5\u057d\u0446\u1d1c": "u",
    "v\u03bd\u0475\u2174\u13d9\u1d20": "v",
    "w\u051d\u0461\u0561\u13d4\u1d21": "w",
    "x\u0445\u03c7\u2179": "x",
    "y\u0443\u04af\u03b3\u13bd\u028f": "y",
    "z\u1d22\u13c3": "z",
}
_FOLD = str.maketrans({letter: latin for all_, latin in _LATIN_FOR.items() for letter in all_})


def shown_name(name: str | None) -> str | None:
    """Return *name* as it will be shown, or None if there is nothing in it."""
    tidy = in_one_line(name or "")
    return tidy if says_something(tidy) else None


def what_is_wrong(name: str, council: str = "") -> str | None:
    """Return why nobody may be shown as *name*, or None if they may.

    Args:
        name: as ``shown_name`` returned it.
        council: name of the council whose staff it must not be taken for.
    """
    if len(name) > LONGEST_NAME:
        return say(
            "Your name has {count} characters. The most we can show is {most}.",
            count=len(name),
            most=LONGEST_NAME,
        )
    seen = _as_seen(name)
    reserved = [*map(_as_seen, RESERVED), *filter(None, [_as_seen(council)])]
    if any(word in seen for word in reserved):
        return say("This name could be taken for somebody who answers for the council. Change it.")
    return None


def is_called(name: str, council: str) -> bool:
    """Tell whether a hurried reader sees the council's name in *name*."""
    seen = _as_seen(council)
    return bool(seen) and seen in _as_seen(name)


def _as_seen(name: str) -> str:
    """Return the Latin letters that a hurried reader sees in *name*."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain.translate(_FOLD) if letter.isalpha())
