"""Slow statements are noted by their shape."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from townhall.watching.errands import begin
from townhall.watching.shapes import id_of, shape_of
from townhall.watching.statements import watch


@pytest.mark.parametrize(
    ("statement", "shape"),
    [
        ("SELECT a\n  FROM b WHERE c = %(c_1)s", "SELECT a FROM b WHERE c = %(c_1)s"),
        ("SELECT a FROM b WHERE c = 'O''Neill'", "SELECT a FROM b WHERE c = '…'"),
        ("SELECT a FROM b WHERE c = 'cut off in the mid", "SELECT a FROM b WHERE c = '…'"),
        ("SELECT a FROM b LIMIT 20", "SELECT a FROM b LIMIT 0"),
        ("SELECT a FROM b WHERE c IN (?, ?, ?)", "SELECT a FROM b WHERE c IN (…)"),
        (
            "SELECT a FROM b WHERE c IN (%(c_1_1)s::UUID, %(c_1_2)s::UUID)",
            "SELECT a FROM b WHERE c IN (…)",
        ),
        ("INSERT INTO b (c, d) VALUES (?, ?), (?, 1)", "INSERT INTO b (c, d) VALUES (…), …"),
    ],
)
def test_the_shape_of_a_statement_has_no_value_in_it(statement: str, shape: str) -> None:
    assert shape_of(statement) == shape


def test_the_length_of_a_list_makes_no_other_statement() -> None:
    long, longer = (f"SELECT a FROM b WHERE c IN ({', '.join('?' * n)})" for n in (40, 5000))
    assert id_of(shape_of(long)) == id_of(shape_of(longer))


def test_a_slow_statement_is_noted_on_whose_behalf_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/any.db", hide_parameters=True)
    watch(engine, "main", slow_after=0)
    errand = begin("/consultations/<slug>")
    with caplog.at_level(logging.WARNING), engine.connect() as connection:
        connection.execute(text("SELECT :typed"), {"typed": "Kanarienvogel"})
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT :typed FROM nowhere"), {"typed": "Kanarienvogel"})
    engine.dispose()
    facts: list[dict[str, Any]] = [record.__dict__["facts"] for record in caplog.records]
    assert [fact["shape"] for fact in facts] == ["SELECT ?", "SELECT ? FROM nowhere"]
    assert {fact["on_behalf_of"] for fact in facts} == {"/consultations/<slug>"}
    assert facts[1]["failed"] == "OperationalError"
    assert "Kanarienvogel" not in str(facts)
    assert errand.statements == 2
    assert errand.seconds > 0


def test_a_quick_statement_is_counted_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/any.db")
    watch(engine, "main", slow_after=60_000)
    with caplog.at_level(logging.WARNING), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()
    assert not caplog.records
