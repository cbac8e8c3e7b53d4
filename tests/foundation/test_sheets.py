"""Tables as people hand them in: however saved, and never more than we take."""

from __future__ import annotations

import pytest

from foundation.base.errors import Invalid
from foundation.base.sheets import read_sheet
from foundation.base.workbooks import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, _number
from tests.consultation.imported import a_workbook, zipped

TABLE = [["Id", "Say"], ["1", "Ça, c’est £5; or not"], ["2", "Two\nlines"]]
WRITTEN = 'Id,Say\n1,"Ça, c’est £5; or not"\n2,"Two\nlines"\n'


@pytest.mark.parametrize(
    ("content", "is_guessed"),
    [
        (WRITTEN.encode(), False),
        (WRITTEN.encode("utf-8-sig"), False),
        (WRITTEN.encode("utf-16"), False),
        (WRITTEN.encode("cp1252"), True),
        (WRITTEN.replace("\n", "\r\n").replace("Two\r\n", "Two\n").encode(), False),
        (b'Id;Say\n1;"' + "Ça, c’est £5; or not".encode() + b'"\n\n2;"Two\nlines"\n', False),
        (WRITTEN.replace("Id,", "Id\t").replace("1,", "1\t").replace("2,", "2\t").encode(), False),
        (a_workbook(TABLE), False),
        (zipped({"folder/responses.csv": WRITTEN.encode()}), False),
    ],
    ids=["utf8", "mark", "utf16", "windows", "crlf", "semicolons", "tabs", "workbook", "zip"],
)
def test_one_table_is_read_however_it_was_saved(content: bytes, is_guessed: bool) -> None:
    sheet = read_sheet(content)
    assert [list(row.cells) for row in sheet.rows] == TABLE
    assert sheet.is_guessed is is_guessed


def test_a_formula_is_its_value_and_a_large_number_has_all_its_digits() -> None:
    sheet = read_sheet(a_workbook([["Id", "Sum"], ["", ""], ["x", "=1+1"]]))
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("Id", "Sum")), (3, ("x", "2"))]
    assert [_number(text) for text in ("1.14782349123E11", "2.5", "1E400")] == [
        "114782349123",
        "2.5",
        "1E400",
    ]


BOMB = zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": bytes(MOST_UNPACKED + 1)})
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b" \n\n ,, \n", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "This is an old Excel file"),
        (b"%PDF-1.7\x00\x81", "We could not read the letters"),
        (b"a,b\x00c\n", "This is no table."),
        (b'a,b\n1,"never ends\n2,3\n', "Row 2 cannot be read"),
        (b"x\n" * (MOST_ROWS + 3), "more than 20,000 rows"),
        (b"," * MOST_COLUMNS + b"a\n", "more than 200 columns"),
        (BOMB, "What is packed in this file is too big."),
        (a_workbook([["a"]], more=LAUGHS), "This file is broken or locked."),
        (a_workbook([["a"]])[:-30], "This file is broken or locked."),
        (zipped({"xl/workbook.xml": b"<workbook"}), "This file is broken or locked."),
        (zipped({"word/document.xml": b"<a/>"}), "This is no table."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_sheet(content)
    assert said in refused.value.fields["file"]
