"""The full-text search of both databases: all that differs between them, and nothing else.

A narrow table holds a text's words as ``search_words`` writes them. PostgreSQL keeps a GIN index
over them as lexemes that no parser touches, SQLite an FTS5 index beside the table that triggers
keep. What somebody types never reaches either's query language: only letters and digits do, each
word in quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    FromClause,
    Insert,
    String,
    bindparam,
    case,
    false,
    func,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.sql.visitors import InternalTraversal

from foundation.base.db import Model

SENTENCE = 12
"""Words."""

TEN_THOUSAND = 10_000
INDEX = "fts_"
"""What the name of every index begins with; migrations compare none of them with the models."""


def has_words(
    column: InstrumentedAttribute[str], words: Sequence[str], *, any_of: bool = False
) -> ColumnElement[bool]:
    """Match rows whose column of words has all of *words*, or with *any_of* at least one.

    *column* is called ``words`` and stands in a table with an integer key ``id``; *words* are as
    ``search_words`` makes them. No words match nothing.
    """
    if not words:
        return false()
    by_lexemes = (" | " if any_of else " & ").join(f"'{word}'" for word in words)
    by_match = (" OR " if any_of else " AND ").join(f'"{word}"' for word in words)
    return _HasWords(column, _written(by_lexemes), _written(by_match))


def _written(words: str) -> ColumnElement[str]:
    """Return *words* as a part of the statement: a plan for any words is a bad one for rare ones.

    They are letters, digits and quotes of our own.
    """
    return bindparam(None, words, String, literal_execute=True)


def density(column: InstrumentedAttribute[str], words: Sequence[str]) -> ColumnElement[int]:
    """Return how much of a text the sought *words* are, in ten-thousandths, for ranking.

    The index keeps each word once and no places, so of texts that have all the words neither
    database could tell more. A text shorter than a sentence counts as one: "Trees!" says little.
    """
    gaps = func.length(column) - func.length(func.replace(column, " ", ""))
    length = case((gaps < SENTENCE, SENTENCE), else_=gaps + 1)
    return cast_to(len(words) * TEN_THOUSAND // length, BigInteger)


def keep_words(session: Session, model: type[Model], key: str, row: dict[str, Any]) -> None:
    """Store the words of one thing, instead of those that were there; one statement.

    *key* names the unique column of *row* that says whose words they are.
    """
    new: Any
    if session.get_bind().dialect.name == "postgresql":
        new = postgresql.insert(model)
    else:
        new = sqlite.insert(model)
    stored: Insert = new.on_conflict_do_update(
        index_elements=[key], set_={"words": new.excluded.words}
    )
    session.execute(stored.values(row))


def indexing(dialect: str, table: str) -> list[str]:
    """Return the statements that give a table its index, with what stands in it already."""
    if dialect == "postgresql":
        return [f"CREATE INDEX {INDEX}{table} ON {table} USING gin (({_lexemes('words')}))"]
    index = f"{INDEX}{table}"
    into = f"INSERT INTO {index}"
    add = f"{into}(rowid, words) VALUES (new.id, new.words);"
    drop = f"{into}({index}, rowid, words) VALUES ('delete', old.id, old.words);"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='{table}', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")",
        f"{into}({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_add AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_drop AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_change AFTER UPDATE ON {table} BEGIN {drop} {add} END",
    ]


def unindexing(dialect: str, table: str) -> list[str]:
    """Return the statements that take the index of a table away."""
    if dialect == "postgresql":
        return [f"DROP INDEX {INDEX}{table}"]
    triggers = [f"DROP TRIGGER {INDEX}{table}_{when}" for when in ("add", "drop", "change")]
    return [*triggers, f"DROP TABLE {INDEX}{table}"]


class _HasWords(ColumnElement[bool]):
    """A row has words; each database is asked in its own query language."""

    inherit_cache = True
    type = Boolean()
    _traverse_internals = [  # noqa: RUF012  SQLAlchemy's own shape for it
        ("column", InternalTraversal.dp_clauseelement),
        ("by_lexemes", InternalTraversal.dp_clauseelement),
        ("by_match", InternalTraversal.dp_clauseelement),
    ]

    def __init__(
        self,
        column: InstrumentedAttribute[str],
        by_lexemes: ColumnElement[str],
        by_match: ColumnElement[str],
    ) -> None:
        self.column = cast(ColumnElement[Any], column.__clause_element__())
        self.by_lexemes = by_lexemes
        self.by_match = by_match

    def self_group(self, against: OperatorType | None = None) -> _HasWords:
        """Stay as it is: SQLAlchemy would add ``= 1`` on SQLite."""
        return self

    @property
    def _from_objects(self) -> list[FromClause]:
        return list(self.column._from_objects)


@compiles(_HasWords, "postgresql")
def _by_lexemes(asked: _HasWords, compiler: SQLCompiler, **kw: object) -> str:
    column = compiler.process(asked.column, **kw)
    return f"({_lexemes(column)} @@ CAST({compiler.process(asked.by_lexemes, **kw)} AS tsquery))"


@compiles(_HasWords, "sqlite")
def _by_match(asked: _HasWords, compiler: SQLCompiler, **kw: object) -> str:
    # The plus keeps SQLite from trying each row that was found for each comment: 11 ms, not 0.01.
    name = compiler.process(asked.column, **kw).rpartition(".")[0]
    table = getattr(asked.column.table, "element", asked.column.table)
    index = f"{INDEX}{table.name}"
    words = compiler.process(asked.by_match, **kw)
    return f"(+{name}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH {words}))"  # noqa: S608  our own names


def _lexemes(column: str) -> str:
    return f"array_to_tsvector(string_to_array({column}, ' '))"
