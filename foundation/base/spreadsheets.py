"""Tables for spreadsheets, in which no cell is ever read as a formula.

Source: OWASP, "CSV injection": a cell that begins with one of ``= + - @``, a tab or a line end can
run as a formula where it is opened. An apostrophe in front keeps it text; plain numbers stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def safe_cell(text: str) -> str:
    """Return *text* so that a spreadsheet shows it as it is."""
    is_formula = text.lstrip(" \u00a0").startswith(STARTS) or text.startswith(STARTS)
    return f"'{text}" if is_formula and not NUMBER.fullmatch(text) else text


def csv_text(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return a table as CSV text (RFC 4180, UTF-8 with a mark); a missing cell is empty."""
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow([safe_cell(name) for name in names])
    for row in rows:
        writer.writerow([safe_cell(row.get(name, "")) for name in names])
    return out.getvalue()
