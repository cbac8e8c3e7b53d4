"""Pages of a long list, each found by the key of the row before it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from foundation.base.errors import Malformed
from foundation.base.words import say

T = TypeVar("T")

LONGEST_CURSOR = 400
BROKEN = say("This link to the next page is broken. Start from the first.")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor behind the last one (None on the last page)."""

    rows: Sequence[T]
    next: str | None = None


def cursor_of(*key: str | int) -> str:
    """Return *key* as one opaque word that fits into an address."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str, kinds: tuple[type, ...]) -> tuple[str | int, ...]:
    """Return the key inside *cursor*.

    Raises:
        Malformed: the cursor was not made by ``cursor_of`` with values of these *kinds*.
    """
    try:
        if len(cursor) > LONGEST_CURSOR:
            raise ValueError(cursor[:20])
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as broken:
        raise Malformed(BROKEN) from broken
    if not isinstance(key, list) or tuple(type(part) for part in key) != kinds:
        raise Malformed(BROKEN)
    return tuple(key)
