"""Files of responses from other survey tools, and the rows that were taken in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

TOOLS = ("citizen-space", "google-forms", "surveymonkey", "csv")
STATES = ("uploaded", "tried", "waiting", "running", "done", "failed")


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "response_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("tool", one_of("tool_known", *TOOLS), nullable=False),
        sa.Column("state", one_of("importstate_known", *STATES), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("ready", "before", "done", "added", "known")
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done <= ready", name=op.f("ck_response_import_done_of_ready")),
        sa.CheckConstraint(
            "added <= done AND known <= done", name=op.f("ck_response_import_each_once")
        ),
        to("response_import", "authority_id", "authority"),
        to("response_import", "consultation_id", "consultation"),
        to("response_import", "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_import")),
    )
    op.create_index(
        "ix_response_import_latest", "response_import", ["consultation_id", "made_at", "id"]
    )
    op.create_index("ix_response_import_state", "response_import", ["state", "made_at"])
    op.create_table(
        "imported_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key_digest", sa.String(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        to("imported_row", "import_id", "response_import"),
        to("imported_row", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_row")),
        sa.UniqueConstraint(
            "consultation_id",
            "key_digest",
            name=op.f("uq_imported_row_consultation_id_key_digest"),
        ),
    )
    op.create_index("ix_imported_row_item", "imported_row", ["item_id"])
    op.create_index(op.f("ix_imported_row_import_id"), "imported_row", ["import_id"])


def downgrade() -> None:
    op.drop_table("imported_row")
    op.drop_table("response_import")
