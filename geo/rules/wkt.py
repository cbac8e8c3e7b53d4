"""Well-known text from an officer's file: points and outlines, turned into GeoJSON.

Only three kinds, each with its one depth, are read, and by hand: a library that follows any depth
can be made to crash.

Source: OGC 06-103r4 section 7; planning.data.gov.uk writes ``point`` and ``geometry`` in it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from foundation.base.errors import Invalid

LONGEST = 8_000_000
DEPTHS = {"POINT": 1, "POLYGON": 2, "MULTIPOLYGON": 3}
NAMES = {"POINT": "Point", "POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon"}

WRITTEN = re.compile(r"\s*([A-Z]+)\s*(\([-+.,() \t\r\n0-9eE]*\))\s*", re.IGNORECASE | re.ASCII)
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?"
PAIR = re.compile(rf"({NUMBER})\s+({NUMBER})", re.ASCII)
WANTED = "Write a POINT, POLYGON or MULTIPOLYGON, as in POINT (-1.844 52.4775)."


def read_wkt(text: str) -> dict[str, Any]:
    """Return the GeoJSON geometry that *text* describes; its positions are not checked here.

    Raises:
        Invalid: another kind, another depth, or something other than pairs of numbers.
    """
    found = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or found[1].upper() not in DEPTHS:
        raise Invalid(WANTED)
    kind = found[1].upper()
    coordinates = _coordinates(found[2], DEPTHS[kind])
    if kind == "POINT":
        (coordinates,) = coordinates if len(coordinates) == 1 else ([],)
    return {"type": NAMES[kind], "coordinates": coordinates}


def _coordinates(written: str, depth: int) -> list[Any]:
    if _depth(written) != depth or re.search(r"\d", PAIR.sub("", written)):
        raise Invalid(WANTED)
    paired = PAIR.sub(lambda pair: f"<{float(pair[1])!r},{float(pair[2])!r}>", written)
    try:
        read: list[Any] = json.loads(paired.translate(str.maketrans("()<>", "[][]")))
    except ValueError as broken:
        raise Invalid(WANTED) from broken
    return read


def _depth(written: str) -> int:
    depth = deepest = 0
    for mark in written:
        depth += (mark == "(") - (mark == ")")
        deepest = max(deepest, depth)
    return deepest
