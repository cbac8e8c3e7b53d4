"""The first sheet of an Excel workbook, read as text and within bounds.

Source: ISO/IEC 29500-1 (SpreadsheetML), 18.3.1.4 (cells), 18.4.8 (shared strings). Entities are
refused, since no workbook has any; what unpacks to too much is never unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from foundation.base.errors import Invalid
from foundation.base.words import say

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_UNPACKED = 60_000_000
LETTERS = 26
WHOLE = 10**15
"""Below this a number in a cell is exact."""

WORKBOOK, RELATIONS, STRINGS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, by the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


def refused(sentence: str) -> Invalid:
    """Return why a whole file is not taken."""
    return Invalid(sentence, fields={"file": sentence})


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Tell whether a ZIP file is a workbook."""
    return WORKBOOK in archive.namelist()


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part; no more than it says, and no more than we take.

    Raises:
        Invalid: it would be too big.
    """
    if archive.getinfo(name).file_size > MOST_UNPACKED:
        raise refused(say("What is packed in this file is too big. Send it in parts, as CSV."))
    return archive.read(name)


def rows_of_workbook(archive: zipfile.ZipFile) -> list[SheetRow]:
    """Return the rows of the first sheet that have anything in them.

    Raises:
        Invalid: it is too big or broken, or holds what no table does.
    """
    strings = _Strings()
    if STRINGS in archive.namelist():
        _parse(unpacked(archive, STRINGS), strings.start, strings.end, strings.words)
    cells = _Cells(strings.found)
    sheet = _first_sheet(archive)
    if sheet not in archive.namelist():
        raise _broken()
    _parse(unpacked(archive, sheet), cells.start, cells.end, cells.words)
    return cells.rows


@dataclass
class _Strings:
    """Collects the texts that cells point at."""

    found: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _reads: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        self._reads = name == "t"

    def end(self, name: str) -> None:
        self._reads = False
        if name == "si":
            self.found.append("".join(self._parts))

    def words(self, text: str) -> None:
        if self._reads:
            self._parts.append(text)


@dataclass
class _Cells:
    """Collects the rows of a sheet."""

    strings: list[str]
    rows: list[SheetRow] = field(default_factory=list)
    _row: dict[int, str] = field(default_factory=dict)
    _number: int = 0
    _at: int = -1
    _kind: str = ""
    _parts: list[str] = field(default_factory=list)
    _reads: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            said = attributes.get("r", "")
            self._number = int(said) if said.isdecimal() else self._number + 1
            self._row, self._at = {}, -1
        elif name == "c":
            self._at = _column(attributes.get("r", ""), self._at + 1)
            self._kind, self._parts = attributes.get("t", "n"), []
        self._reads = name in {"v", "t"}

    def end(self, name: str) -> None:
        self._reads = False
        if name == "c":
            self._row[self._at] = self._value("".join(self._parts))
        elif name == "row" and any(map(str.strip, self._row.values())):
            width = max(self._row) + 1
            self.rows.append(
                SheetRow(self._number, tuple(self._row.get(at, "") for at in range(width)))
            )
            if len(self.rows) > MOST_ROWS + 2:
                raise refused(
                    say("This file has more than {most} rows. Send it in parts.", most=MOST_ROWS)
                )

    def words(self, text: str) -> None:
        if self._reads:
            self._parts.append(text)

    def _value(self, text: str) -> str:
        match self._kind:
            case "s":
                at = int(text) if text.isdecimal() else len(self.strings)
                return self.strings[at] if at < len(self.strings) else ""
            case "e":
                return ""
            case "b":
                return "TRUE" if text == "1" else "FALSE"
            case "n":
                return _number(text)
        return text


def _column(reference: str, following: int) -> int:
    """Return which column ``C5`` means, from 0; without a reference the following one."""
    letters = reference.rstrip("0123456789")
    at = following + 1
    if letters:
        at = 0
        for letter in letters[:4]:
            at = at * LETTERS + ord(letter.upper()) - ord("A") + 1
    if not 1 <= at <= MOST_COLUMNS:
        raise refused(say("This file has more than {most} columns.", most=MOST_COLUMNS))
    return at - 1


def _number(text: str) -> str:
    """Return a number as people write it: 114782349123 and not 1.14782349123E11."""
    try:
        value = float(text)
    except ValueError:
        return text
    return str(int(value)) if abs(value) < WHOLE and value == int(value) else text


def _first_sheet(archive: zipfile.ZipFile) -> str:
    sheets: list[str] = []
    targets: dict[str, str] = {}

    def note_sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            sheets.append(next((v for k, v in attributes.items() if k.endswith(":id")), ""))

    def note_target(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(unpacked(archive, WORKBOOK), note_sheet)
    if RELATIONS in archive.namelist():
        _parse(unpacked(archive, RELATIONS), note_target)
    target = targets.get(sheets[0], "") if sheets else ""
    if target.startswith("/"):
        return target[1:]
    return normpath(join("xl", target or "worksheets/sheet1.xml"))


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _name: None,
    words: Callable[[str], None] = lambda _text: None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(_bare(name), attributes)
    parser.EndElementHandler = lambda name: end(_bare(name))
    parser.CharacterDataHandler = words
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat knows no names
    except expat.ExpatError as broken:
        raise _broken() from broken


def _refuse(*_about: object) -> None:
    raise _broken()


def _broken() -> Invalid:
    return refused(say("This file is broken or locked. Save it again as CSV."))


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
