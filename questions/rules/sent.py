"""What a form has sent: each name with its texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foundation.base.errors import Invalid
from foundation.base.written import cleaned

Sent = Mapping[str, Sequence[str]]


def first(sent: Sent, name: str) -> str:
    """Return the one text sent under *name*, cleaned; empty where there is none."""
    return cleaned(next(iter(sent.get(name, ())), ""))


def every(sent: Sent, name: str) -> list[str]:
    """Return all that was sent under *name*."""
    return [text for text in map(str.strip, sent.get(name, ())) if text]


def wrong(name: str, sentence: str) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(sentence, fields={name: sentence})
