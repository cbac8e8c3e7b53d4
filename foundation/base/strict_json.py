"""Read JSON as strictly as it can be stored: what one database would bend, neither gets.

Source: RFC 8259; what SQLite keeps silently and PostgreSQL refuses (NaN, numbers beyond 64 bits,
NUL, half a surrogate pair) is refused here with a sentence.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import NoReturn

from foundation.base.errors import Malformed

DEEPEST = 32
LARGEST = 2**63 - 1
SMALLEST = -(2**63)
LONGEST_NUMBER = 400
BOM = "\ufeff"

# A string, closed or cut off, is skipped as one piece, so that this stays linear.
MARKS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def read_json(sent: bytes, *, deepest: int = DEEPEST) -> object:
    """Return what *sent* says.

    Raises:
        Malformed: not UTF-8, nested deeper than *deepest*, a name twice in one object, a number
            that is no finite 64-bit one, or text that cannot be stored.
    """
    text = _decoded(sent)
    _check_depth(text, deepest)
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except (ValueError, RecursionError) as broken:
        raise Malformed(f"This is not JSON: {_where(broken)}.") from broken
    for words in _texts(value):
        _check_storable(words)
    return value


def canonical(value: object) -> bytes:
    """Return the one way to write *value*, for digests."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def _decoded(sent: bytes) -> str:
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError as broken:
        raise Malformed(f"This is not UTF-8 (byte {broken.start + 1}).") from broken
    if text.startswith(BOM):
        raise Malformed("Leave out the byte order mark at the start. Send plain UTF-8.")
    return text


def _check_depth(text: str, deepest: int) -> None:
    depth = 0
    for mark in MARKS.finditer(text):
        match mark[0]:
            case "[" | "{":
                depth += 1
                if depth > deepest:
                    raise Malformed(f"This is nested deeper than {deepest} levels.")
            case "]" | "}":
                depth -= 1


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        _check_storable(twice)
        raise Malformed(f'"{twice[:80]}" is there twice. Each name may be used once.')
    return found


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is not a number.")


def _integer(digits: str) -> int:
    if len(digits) <= len(str(SMALLEST)) and SMALLEST <= (value := int(digits)) <= LARGEST:
        return value
    raise Malformed(f"{digits[:24]} is too large a number.")


def _number(digits: str) -> float:
    if len(digits) <= LONGEST_NUMBER and math.isfinite(value := float(digits)):
        return value
    raise Malformed(f"{digits[:24]} is too large a number.")


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, member in value.items():
                yield name
                yield from _texts(member)
        case list():
            for member in value:
                yield from _texts(member)


def _check_storable(words: str) -> None:
    if "\0" in words:
        raise Malformed("A character with the code 0 cannot be stored. Leave it out.")
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as broken:
        raise Malformed("Half a surrogate pair is not a character. Leave it out.") from broken


def _where(broken: Exception) -> str:
    if isinstance(broken, json.JSONDecodeError):
        return f"{broken.msg.lower()} at line {broken.lineno}, column {broken.colno}"
    return "it cannot be read"
