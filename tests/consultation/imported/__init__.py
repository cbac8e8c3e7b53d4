"""Sample files of other tools, and workbooks made of rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
SAMPLES = ("citizen-space", "google-forms", "surveymonkey", "any")


def sample(name: str) -> bytes:
    return (HERE / f"{name}.csv").read_bytes()


def a_workbook(rows: Sequence[Sequence[str]], *, more: str = "") -> bytes:
    """Return a workbook with one sheet; a cell that begins with ``=`` is a formula worth 2."""
    strings: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for letter, cell in zip("ABCDEFGHIJ", row, strict=False):
            if cell.startswith("="):
                cells.append(f'<c r="{letter}{number}"><f>{cell[1:]}</f><v>2</v></c>')
            elif cell:
                at = strings.setdefault(cell, len(strings))
                cells.append(f'<c r="{letter}{number}" t="s"><v>{at}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    texts = "".join(f"<si><t>{escape(each)}</t></si>" for each in strings)
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet r:id="one"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="one" '
        'Target="worksheets/first.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
        "xl/worksheets/first.xml": f"{more}<worksheet>{''.join(lines)}</worksheet>",
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()
