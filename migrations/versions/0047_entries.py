"""Who entered a comment for somebody else, how it had come, and its second look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    checks = sa.Enum(
        *("not_needed", "waiting", "matches", "corrected"),
        name="entrycheck_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "entry",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("post_url", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("check_state", checks, nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_entry_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_entry_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_entry")),
    )
    op.create_index("ix_entry_of", "entry", ["consultation_id", "entered_at"])


def downgrade() -> None:
    op.drop_table("entry")
