"""In which language somebody wrote, where its letters alone can tell.

A wrong guess would have a screen reader say words in a wrong voice, so Latin, Arabic and
Devanagari, each the script of many languages, say nothing by themselves.
"""

from __future__ import annotations

import re

UNKNOWN_LANGUAGE = "und"
ENOUGH = 3
"""Letters of its own that a language has to show."""

_OWN_LETTERS = {
    "ur": re.compile("[\u0679\u0688\u0691\u06ba\u06d2]"),  # retroflex letters, nun ghunna, bari ye
    "bn": re.compile("[\u0980-\u09ff]"),
    "pa": re.compile("[\u0a00-\u0a7f]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
}


def written_in(text: str) -> str:
    """Return the code of the language whose own letters are in *text*, or ``und``."""
    found = {code: len(letters.findall(text)) for code, letters in _OWN_LETTERS.items()}
    code = max(found, key=lambda each: found[each])
    return code if found[code] >= ENOUGH else UNKNOWN_LANGUAGE
