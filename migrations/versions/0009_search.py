"""The words under which comments and consultations are found, with those that are there already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.base.fulltext import indexing, unindexing
from foundation.base.search_words import words_of

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CHUNK = 1_000
TABLES = ("comment_words", "consultation_words")


def upgrade() -> None:
    op.create_table(
        "comment_words",
        _number(),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_words_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_comment_words_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_words")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_words_comment_id")),
    )
    op.create_index(op.f("ix_comment_words_consultation_id"), "comment_words", ["consultation_id"])
    op.create_table(
        "consultation_words",
        _number(),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_words_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_words")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_consultation_words_consultation_id")),
    )
    _take_in("comment_words", _comments())
    _take_in("consultation_words", _consultations())
    for table in TABLES:
        for statement in indexing(op.get_bind().dialect.name, table):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        for statement in unindexing(op.get_bind().dialect.name, table):
            op.get_bind().exec_driver_sql(statement)
        op.drop_table(table)


def _number() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _comments() -> Iterator[dict[str, object]]:
    comment = sa.table(
        "comment",
        sa.column("id", sa.Uuid()),
        sa.column("consultation_id", sa.Uuid()),
        sa.column("text", sa.String()),
    )
    for row in op.get_bind().execute(sa.select(comment)):
        words = " ".join(words_of(row.text))
        yield {"comment_id": row.id, "consultation_id": row.consultation_id, "words": words}


def _consultations() -> Iterator[dict[str, object]]:
    said = (
        "SELECT c.id AS id, c.title, c.question, c.summary, c.place_name, a.reference, a.address "
        "FROM consultation c LEFT JOIN application a ON a.id = c.application_id"
    )
    asked = sa.text(said).columns(id=sa.Uuid())
    for number, *texts in op.get_bind().execute(asked):
        words = " ".join(words_of("\n".join(filter(None, texts))))
        yield {"consultation_id": number, "words": words}


def _take_in(name: str, rows: Iterator[dict[str, object]]) -> None:
    columns: list[sa.ColumnClause[Any]] = [
        sa.column("comment_id", sa.Uuid()),
        sa.column("consultation_id", sa.Uuid()),
        sa.column("words", sa.String()),
    ]
    table = sa.table(name, *columns[TABLES.index(name) :])
    waiting: list[dict[str, object]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == CHUNK:
            op.bulk_insert(table, waiting)
            waiting.clear()
    if waiting:
        op.bulk_insert(table, waiting)
