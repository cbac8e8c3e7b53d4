"""Tables that people hand in: CSV however it was saved, or the first sheet of a workbook.

Nothing in them is run or followed: a formula is the value that it came to, and text stays text.
Source: RFC 4180; what Excel, LibreOffice and Google Sheets write as CSV.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.workbooks import (
    MOST_COLUMNS,
    MOST_ROWS,
    SheetRow,
    is_workbook,
    refused,
    rows_of_workbook,
    unpacked,
)

MOST_BYTES = 10_000_000

PACKED = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
BETWEEN = (",", ";", "\t")
LOOKED_AT = 20
"""How many rows tell what stands between the cells."""

WINDOWS = "cp1252"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows that have anything in them.

    Args:
        is_guessed: it was not UTF-8 and was read as Windows writes; letters may be wrong.
    """

    rows: tuple[SheetRow, ...]
    is_guessed: bool = False


def read_sheet(content: bytes) -> Sheet:
    """Return the table in *content*, whose name does not matter.

    Raises:
        Invalid: under ``file``, with what to do.
    """
    if len(content) > MOST_BYTES:
        raise refused(
            say("This file is too big. Send at most {most} MB.", most=MOST_BYTES // 10**6)
        )
    if content.startswith(OLD_WORKBOOK):
        raise refused(say("This is an old Excel file. Save it as .xlsx or as CSV, and send that."))
    if content.startswith(PACKED):
        return _packed(content)
    return _written(content)


def _packed(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if is_workbook(archive):
                return _filled(rows_of_workbook(archive))
            tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(tables) != 1:
                raise refused(say("This is no table. Send one CSV or .xlsx file."))
            return _written(unpacked(archive, tables[0]))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as broken:
        raise refused(say("This file is broken or locked. Save it again as CSV.")) from broken


def _written(content: bytes) -> Sheet:
    text, is_guessed = _decoded(content)
    if "\x00" in text:
        raise refused(say("This is no table. Send one CSV or .xlsx file."))
    between = _between(text)
    rows: list[SheetRow] = []
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text), delimiter=between, strict=True), 1
        ):
            if any(map(str.strip, cells)):
                rows.append(SheetRow(number, tuple(cells)))
            _check_size(rows)
    except csv.Error as broken:
        raise refused(
            say(
                "Row {row} cannot be read: a quotation mark is missing or in the wrong place.",
                row=number + 1,
            )
        ) from broken
    return _filled(rows, is_guessed=is_guessed)


def _check_size(rows: Sequence[SheetRow]) -> None:
    if len(rows) > MOST_ROWS + 2:
        raise refused(say("This file has more than {most} rows. Send it in parts.", most=MOST_ROWS))
    if rows and len(rows[-1].cells) > MOST_COLUMNS:
        raise refused(say("This file has more than {most} columns.", most=MOST_COLUMNS))


def _filled(rows: Sequence[SheetRow], *, is_guessed: bool = False) -> Sheet:
    if not rows:
        raise refused(say("This file is empty."))
    return Sheet(tuple(rows), is_guessed)


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether its letters are a guess."""
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "utf-8")
    for name, is_guessed in ((marked, False), (WINDOWS, True)):
        try:
            return content.decode(name), is_guessed
        except UnicodeDecodeError:
            continue
    raise refused(say("We could not read the letters of this file. Save it as CSV in UTF-8."))


def _between(text: str) -> str:
    """Return what stands between the cells: what gives many columns, as many in every row."""
    best, mark = (0.0, 0), BETWEEN[0]
    for each in BETWEEN:
        widths = _widths(text, each)
        if not widths or widths[0] == 1:
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best:
            best, mark = score, each
    return mark


def _widths(text: str, between: str) -> list[int]:
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=between):
            if any(map(str.strip, cells)):
                widths.append(len(cells))
            if len(widths) == LOOKED_AT:
                break
    except csv.Error:
        return []
    return widths


__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Invalid", "Sheet", "SheetRow", "read_sheet"]
