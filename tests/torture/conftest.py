"""Prints what the attacks measured."""

from __future__ import annotations

import pytest

from tests.torture import figures


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if figures.ROWS:
        terminalreporter.section("what the attacks measured")
        for line in figures.table():
            terminalreporter.write_line(line)
