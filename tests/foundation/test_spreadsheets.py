"""No cell of a table that we hand out is ever run as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.spreadsheets import BOM, STARTS, csv_text, safe_cell


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12", "-12", "-3.5", "Trees", "it's = fine"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert safe_cell(cell) == cell


@given(st.text())
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    safe = safe_cell(cell)
    assert not safe.lstrip(" ").startswith(STARTS) or float(safe) < 0


def test_a_table_can_be_read_again() -> None:
    text = csv_text(["a", "b"], [{"a": "=x", "b": 'say "yes"\nand go'}, {"b": "-2"}])
    assert text.startswith(BOM)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert rows == [["a", "b"], ["'=x", 'say "yes"\nand go'], ["", "-2"]]
