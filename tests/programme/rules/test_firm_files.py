"""What files are taken from firms, and how a table is written anew."""

from __future__ import annotations

import pytest

from foundation.base.errors import Invalid
from programme.rules.claim_files import MOST_FILES, may_add
from programme.rules.firm_files import (
    LARGEST,
    LARGEST_TABLE,
    MOST_CELLS,
    FileKind,
    WhyNot,
    checked_title,
    kind_of,
    may_take,
    table_anew,
)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"\xff\xd8\xff\xe0", "a.png", None),
        (b"%PDF-1.7", "a", None),
        (b"a,b\r\n1,2", "A.CSV", None),
        (b"", "a.csv", WhyNot.MISSING),
        (b"\xff\xd8\xff" + b"x" * LARGEST, "a.jpg", WhyNot.TOO_LARGE),
        (b"x" * (LARGEST_TABLE + 1), "a.csv", WhyNot.TABLE_TOO_LARGE),
        (b"MZ\0\0", "a.csv", WhyNot.KIND),
        (b"<html>", "a.html", WhyNot.KIND),
    ],
)
def test_what_is_taken_as_evidence(content: bytes, name: str, why: WhyNot | None) -> None:
    assert may_take(content, name).reason is why


def test_the_content_says_what_a_file_is() -> None:
    assert kind_of(b"RIFF0000WEBPVP8 ", "a.csv") is FileKind.PICTURE
    assert kind_of(b"%PDF-1.4", "a.jpg") is FileKind.DOCUMENT
    assert kind_of(b"a;b", "a.csv") is FileKind.TABLE


def test_no_cell_of_a_table_is_a_formula() -> None:
    made = table_anew('\ufeffname,"left, right"\n=HYPERLINK(1),-3\n\n'.encode())
    assert made.decode("utf-8-sig") == 'name,"left, right"\r\n\'=HYPERLINK(1),-3\r\n'


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b'"open', b"\n\n", b"," * MOST_CELLS],
    ids=["bytes", "open", "empty", "cells"],
)
def test_what_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid):
        table_anew(content)


@pytest.mark.parametrize("title", ["", "…", "x" * 121])
def test_it_is_said_what_a_file_shows(title: str) -> None:
    with pytest.raises(Invalid):
        checked_title(title)


def test_a_claim_has_room_for_so_many_files_and_no_more() -> None:
    assert may_add(MOST_FILES - 1)
    assert not may_add(MOST_FILES)
