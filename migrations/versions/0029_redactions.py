"""What was taken out of comments, and what they said before: written once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

STATES = ("marked", "taken_out", "releasing", "released")
REASONS = (
    *("name", "address", "contact", "description"),
    *("ethnic_origin", "politics", "belief", "union", "health", "sex_life"),
    *("discriminatory", "defamatory"),
)
ONCE = {
    "sqlite": (
        "CREATE TRIGGER redaction_original_once BEFORE UPDATE ON redaction_original"
        " BEGIN SELECT RAISE(ABORT, 'an original is written once'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION redaction_original_once() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'an original is written once'; END $$",
        "CREATE TRIGGER redaction_original_once BEFORE UPDATE ON redaction_original"
        " FOR EACH ROW EXECUTE FUNCTION redaction_original_once()",
    ),
}


def known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(
        *values, name=f"{name}_known", native_enum=False, create_constraint=True, length=40
    )


def of_comment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["comment_id"], ["comment.id"], name=op.f(f"fk_{table}_comment_id_comment")
    )


def instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("state", known("redactionstate", *STATES), nullable=False),
        sa.Column("special_by", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=True),
        sa.Column("was_shown", sa.Boolean(), nullable=False),
        instant("changed_at"),
        of_comment("redaction"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_redaction")),
    )
    op.create_table(
        "redaction_original",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        instant("kept_at"),
        of_comment("redaction_original"),
        sa.PrimaryKeyConstraint("comment_id", "number", name=op.f("pk_redaction_original")),
    )
    op.create_table(
        "redaction_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reason", known("redactionreason", *REASONS), nullable=False),
        sa.Column("marked_by_id", sa.Uuid(), nullable=True),
        instant("marked_at"),
        of_comment("redaction_mark"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction_mark")),
    )
    op.create_index(op.f("ix_redaction_mark_comment_id"), "redaction_mark", ["comment_id"])
    for statement in ONCE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("redaction_mark")
    op.drop_table("redaction_original")
    op.drop_table("redaction")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION redaction_original_once()")
