"""Postcodes: how they are written, and how files of them are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from foundation.base.errors import Invalid
from geo.rules.boxes import GREAT_BRITAIN
from geo.rules.grid import looks_like_grid, many_degrees, many_grid_points
from geo.rules.shapes import DECIMALS

WRITTEN = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", re.ASCII)
LONGEST = 12

POSTCODE_FIELDS = ("postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "post_code")
DEGREE_FIELDS = (("lon", "lat"), ("long", "lat"), ("lng", "lat"), ("longitude", "latitude"))
GRID_FIELDS = (
    ("eastings", "northings"),
    ("easting", "northing"),
    ("oseast1m", "osnrth1m"),
    ("x", "y"),
)
UNPLACED = {(0.0, 0.0), (0.0, 99.999999)}
"""What Code-Point Open and the ONS write for a postcode that they cannot place."""

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold what."""

    postcode: int
    x: int
    y: int
    in_degrees: bool


CODE_POINT_OPEN = Layout(postcode=0, x=2, y=3, in_degrees=False)
"""Ordnance Survey's Code-Point Open, whose files have no header line."""


@dataclass(frozen=True, slots=True)
class PostcodeRecord:
    """One postcode and the point that stands for it."""

    postcode: str
    lon: float
    lat: float
    easting: int
    northing: int


def canonical(typed: str) -> str | None:
    """Return a postcode as it is printed on a letter (``B9 5QT``), or None."""
    if len(typed) > LONGEST:
        return None
    found = WRITTEN.fullmatch("".join(typed.split()).upper())
    return f"{found[1]} {found[2]}" if found else None


def layout_of(header: Sequence[str]) -> Layout | None:
    """Return where a file's header puts its columns, or None if it is no header.

    Raises:
        Invalid: there are postcodes but no coordinates.
    """
    columns = {name.strip().strip("\ufeff").lower(): at for at, name in enumerate(header)}
    postcode = next((columns[name] for name in POSTCODE_FIELDS if name in columns), None)
    if postcode is None:
        return None
    for pairs, in_degrees in ((DEGREE_FIELDS, True), (GRID_FIELDS, False)):
        for x, y in pairs:
            if x in columns and y in columns:
                return Layout(postcode, columns[x], columns[y], in_degrees)
    raise Invalid(
        "The file has no coordinates: it needs lat and lon, or easting and northing. "
        f"It has: {', '.join(columns)}."
    )


@dataclass(slots=True)
class Chunk:
    """Some rows of a file, read."""

    records: list[PostcodeRecord] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    unplaced: int = 0


def read_postcodes(rows: Iterable[Sequence[str]]) -> Iterator[Chunk]:
    """Read a whole file, some rows at a time; broken rows are named, the good ones go on.

    Raises:
        Invalid: no layout that we know.
    """
    lines = iter(rows)
    first = next(lines, None)
    if first is None:
        raise Invalid("The file is empty.")
    layout = layout_of(first)
    numbered = enumerate(lines, 2)
    if layout is None:
        layout = _without_header(first)
        numbered = enumerate(chain([first], lines), 1)
    while some := list(islice(numbered, CHUNK)):
        yield _read_some(some, layout)


def _without_header(first: Sequence[str]) -> Layout:
    if len(first) > CODE_POINT_OPEN.y and canonical(first[CODE_POINT_OPEN.postcode]):
        return CODE_POINT_OPEN
    raise Invalid(f"No column holds postcodes. The file has: {', '.join(first)}.")


def _read_some(rows: Sequence[tuple[int, Sequence[str]]], layout: Layout) -> Chunk:
    chunk = Chunk()
    found: list[tuple[str, float, float]] = []
    for number, row in rows:
        try:
            at = _read_row(row, layout)
        except Invalid as wrong:
            chunk.wrong |= {f"row {number}, {name}": said for name, said in wrong.fields.items()}
            continue
        if (at[1], at[2]) in UNPLACED:
            chunk.unplaced += 1
        else:
            found.append(at)
    chunk.records = _placed(found, in_degrees=layout.in_degrees)
    return chunk


def _read_row(row: Sequence[str], layout: Layout) -> tuple[str, float, float]:
    if len(row) <= max(layout.postcode, layout.x, layout.y):
        raise _about("columns", f"there are only {len(row)}.")
    postcode = canonical(row[layout.postcode])
    if postcode is None:
        raise _about("postcode", f"{row[layout.postcode][:LONGEST]!r} is not a postcode.")
    try:
        x, y = float(row[layout.x]), float(row[layout.y])
    except ValueError:
        raise _about("coordinates", "these are not numbers.") from None
    there = GREAT_BRITAIN.holds(x, y) if layout.in_degrees else looks_like_grid(x, y)
    if not there and (x, y) not in UNPLACED:
        raise _about("coordinates", f"{x:g}, {y:g} is outside Great Britain.")
    return postcode, x, y


def _placed(found: list[tuple[str, float, float]], *, in_degrees: bool) -> list[PostcodeRecord]:
    """Return records with both kinds of coordinates; the last row of a postcode holds."""
    here = [(x, y) for _, x, y in found]
    there = (many_grid_points if in_degrees else many_degrees)(here)
    degrees, metres = (here, there) if in_degrees else (there, here)
    records = {}
    for (postcode, _, _), (lon, lat), (easting, northing) in zip(
        found, degrees, metres, strict=True
    ):
        records[postcode] = PostcodeRecord(
            postcode, round(lon, DECIMALS), round(lat, DECIMALS), round(easting), round(northing)
        )
    return list(records.values())


def _about(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={name: sentence})
