"""Files that firms hand in: pictures, documents and tables.

They are made anew before anybody keeps them; only the firm and the council open them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.spreadsheets import BOM, safe_cell
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

LARGEST = 10_000_000
LARGEST_TABLE = 1_000_000
MOST_CELLS = 200_000
LONGEST_TITLE = 120


class FileKind(StrEnum):
    """What a file is, by its content; its name says nothing but that it is a table."""

    PICTURE = "picture"
    DOCUMENT = "document"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made anew: what it is, and what it shows."""

    kind: FileKind
    title: str
    content: bytes


MEDIA: dict[FileKind, tuple[str, str]] = {
    FileKind.PICTURE: ("image/jpeg", "jpg"),
    FileKind.DOCUMENT: ("application/pdf", "pdf"),
    FileKind.TABLE: ("text/csv", "csv"),
}
"""Kind → media type and ending, once a file is made anew."""

SIGNS: Sequence[tuple[bytes, int, FileKind]] = (
    (b"\xff\xd8\xff", 0, FileKind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", 0, FileKind.PICTURE),
    (b"WEBP", 8, FileKind.PICTURE),
    (b"%PDF-", 0, FileKind.DOCUMENT),
)
"""How the content of each kind begins: JPEG, PNG, WebP and PDF."""


class WhyNot(StrEnum):
    """Why a file is not taken."""

    MISSING = "missing"
    KIND = "kind"
    TOO_LARGE = "too_large"
    TABLE_TOO_LARGE = "table_too_large"
    NO_TABLE = "no_table"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.MISSING: say("Choose a file first."),
    WhyNot.KIND: say("Choose a picture (JPEG, PNG or WebP), a PDF, or a table as CSV."),
    WhyNot.TOO_LARGE: say("Choose a file of at most 10 MB."),
    WhyNot.TABLE_TOO_LARGE: say("Choose a table of at most 1 MB and 200,000 cells."),
    WhyNot.NO_TABLE: say("We could not read this table. Save it again as CSV (UTF-8)."),
}


def kind_of(content: bytes, name: str) -> FileKind | None:
    """Return what a file is, or None where it is nothing that we take.

    A table has no sign; it is known by the end of its *name* and by being text.
    """
    for sign, at, kind in SIGNS:
        if content[at : at + len(sign)] == sign:
            return kind
    is_text = b"\0" not in content
    return FileKind.TABLE if is_text and name.lower().endswith(".csv") else None


def may_take(content: bytes, name: str) -> Decision:
    """Decide whether a file of this *name* is one that we take."""
    if not content:
        return Decision(WhyNot.MISSING)
    if len(content) > LARGEST:
        return Decision(WhyNot.TOO_LARGE)
    kind = kind_of(content, name)
    if kind is None:
        return Decision(WhyNot.KIND)
    if kind is FileKind.TABLE and len(content) > LARGEST_TABLE:
        return Decision(WhyNot.TABLE_TOO_LARGE)
    return YES


def table_anew(content: bytes) -> bytes:
    """Return a table written anew, in which no cell is a formula.

    Raises:
        Invalid: it is no text of rows, or has far too many cells.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise Invalid(REFUSALS[WhyNot.NO_TABLE]) from wrong
    if not rows:
        raise Invalid(REFUSALS[WhyNot.NO_TABLE])
    if sum(map(len, rows)) > MOST_CELLS:
        raise Invalid(REFUSALS[WhyNot.TABLE_TOO_LARGE])
    out = io.StringIO(newline="")
    out.write(BOM)
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def checked_title(title: str, field: str = "file_title") -> str:
    """Return what a file shows, as it will be stored; *field* is where it was typed.

    Raises:
        Invalid: it says nothing, or too much.
    """
    title = in_one_line(title)
    if says_something(title) and len(title) <= LONGEST_TITLE:
        return title
    sentence = say("Say what the file shows, in at most {most} characters.", most=LONGEST_TITLE)
    raise Invalid(sentence, fields={field: sentence})
