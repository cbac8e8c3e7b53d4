"""Open a file of applications: which format it is, and which records it holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consultation.rules import open_digital_planning, planning_data
from consultation.rules.applications import ApplicationSheet
from consultation.rules.fields import Member
from foundation.base.errors import DomainError, Malformed
from foundation.base.strict_json import BOM, read_json

LARGEST_FILE = 50 * 1024 * 1024
DEEPEST = 64
LARGEST_CELL = 8_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """One record that could not be read: where it stands, which field, and why."""

    record: str
    field: str
    reason: str


Read = ApplicationSheet | Refused


def read_file(sent: bytes, name: str) -> Iterator[Read]:
    """Yield an application, or why it was refused, for every record of a file.

    JSON and GeoJSON are told from CSV by their first character, not by the file's name.
    """
    try:
        if len(sent) > LARGEST_FILE:
            raise Malformed(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB.")
        sent = sent.removeprefix(BOM.encode())
        is_json = sent.lstrip()[:1] in {b"{", b"["}
        yield from _from_json(sent, name) if is_json else _from_csv(sent, name)
    except DomainError as wrong:
        yield _refused("", wrong)


def _from_json(sent: bytes, name: str) -> Iterator[Read]:
    content = read_json(sent, deepest=DEEPEST)
    match content:
        case {"type": "FeatureCollection", "features": [*features]}:
            for number, feature in enumerate(features, 1):
                yield _row(feature, name, f"feature {number}")
        case dict() if open_digital_planning.is_one(content):
            try:
                yield open_digital_planning.read(content, name)
            except DomainError as wrong:
                yield _refused("", wrong)
        case {"entities": [*rows]}:
            for number, row in enumerate(rows, 1):
                yield _row({"properties": row, "geometry": None}, name, f"entity {number}")
        case _:
            raise Malformed(
                "This is neither an Open Digital Planning application nor a GeoJSON "
                "FeatureCollection.",
                fields={"metadata": "this is missing"},
            )


def _from_csv(sent: bytes, name: str) -> Iterator[Read]:
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError as broken:
        raise Malformed(f"The file is not UTF-8 (byte {broken.start + 1}).") from broken
    csv.field_size_limit(LARGEST_CELL)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if "reference" not in (rows.fieldnames or ()):
            raise Malformed(
                "The first line names no column reference.", fields={"reference": "no such column"}
            )
        for row in rows:
            yield _cells(row, name, f"line {rows.line_num}")
    except csv.Error as broken:
        raise Malformed(f"Line {rows.line_num} is not CSV: {broken}.") from broken


def _cells(row: dict[str | Any, str | Any], name: str, record: str) -> Read:
    if None in row or None in row.values():
        return Refused(record, "reference", "the line has another number of cells than the first")
    cells = {key: cell for key, cell in row.items() if cell}
    return _row({"properties": cells, "geometry": None}, name, record)


def _row(feature: object, name: str, record: str) -> Read:
    try:
        match feature:
            case {"properties": dict() as row, "geometry": geometry}:
                return planning_data.read(Member(row), geometry, name)
    except DomainError as wrong:
        return _refused(record, wrong)
    return Refused(record, "properties", "this is missing")


def _refused(record: str, wrong: DomainError) -> Refused:
    for field, reason in wrong.fields.items():
        return Refused(record, field, reason)
    return Refused(record, "", str(wrong))
