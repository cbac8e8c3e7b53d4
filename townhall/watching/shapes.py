"""The shape of a statement: what it asks, without anything that somebody has typed."""

from __future__ import annotations

import hashlib
import re

LONGEST = 2000
READ = 20_000
"""Characters of a statement that are looked at; lists of a thousand values go on for ever."""

VALUE = r"(?:%\(\w+\)s|\?|:\w+|0|'…'|NULL)(?:::[A-Z]+)?"
LISTED = re.compile(rf"\((?:\s*{VALUE}\s*(?:,|(?=\))))+\)")
ROWS = re.compile(r"\(…\)(?:\s*,\s*\(…\))+")


def shape_of(statement: str) -> str:
    """Return *statement* on one line with every literal, list and further row taken out."""
    text = re.sub(r"'(?:[^']|'')*(?:'|\Z)", "'…'", statement[:READ])
    text = re.sub(r"\b\d+(?:\.\d+)?\b", "0", text)
    text = re.sub(r"\s+", " ", text).strip()
    return ROWS.sub("(…), …", LISTED.sub("(…)", text))[:LONGEST]


def id_of(shape: str) -> str:
    """Return the short name by which all statements of one shape are found again in the log."""
    return hashlib.sha256(shape.encode()).hexdigest()[:12]
