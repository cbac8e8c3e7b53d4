"""Tombstones of what was erased, and what the daily sweep has removed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_by_id", sa.Uuid(), nullable=True),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("formal", sa.Integer(), nullable=False),
        sa.Column("kept_account", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_erasure_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index("ix_erasure_authority", "erasure", ["authority_id", "erased_at"])
    classes = sa.Enum(
        *("about_people", "informal", "register", "answers"),
        name="retentionclass_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "retention_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("class", classes, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_retention_run_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
    )
    op.create_index("ix_retention_run_authority", "retention_run", ["authority_id", "ran_at"])


def downgrade() -> None:
    op.drop_table("retention_run")
    op.drop_table("erasure")
