"""Each row of the standard that we say is met names the tests that hold it.

Source: OWASP Application Security Verification Standard 5.0; the words are our own.
"""

from __future__ import annotations

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import ROOT

NOT_FOR_US = "not applicable: "
NUMBER = re.compile(r"\d+(\.\d+\.\d+)?")

with (ROOT / "tests" / "asvs.csv").open(newline="") as table:
    ROWS = list(csv.DictReader(table))


@cache
def found_in(path: Path) -> frozenset[str]:
    """The tests of one file, read without running it."""
    parsed = ast.parse(path.read_text())
    return frozenset(node.name for node in parsed.body if isinstance(node, ast.FunctionDef))


def is_there(test: str) -> bool:
    """Tell whether ``tests/…/test_x.py::test_y`` names a test."""
    path, _, name = test.partition("::")
    return (ROOT / path).is_file() and name.startswith("test_") and name in found_in(ROOT / path)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_row_that_is_met_names_tests_that_exist(row: dict[str, str]) -> None:
    assert NUMBER.fullmatch(row["row"])
    assert row["level"] in {"1", "2", "3"}
    assert all(row.values()), "a cell is empty"
    if not row["tests"].startswith(NOT_FOR_US):
        assert [test for test in row["tests"].split() if not is_there(test)] == []


def test_no_row_is_there_twice_and_the_rules_can_fail() -> None:
    numbers = [row["row"] for row in ROWS]
    assert len(numbers) == len(set(numbers))
    assert not is_there("tests/house/test_asvs.py::test_that_nobody_wrote")
    assert not is_there("tests/house/test_nowhere.py::test_a")
