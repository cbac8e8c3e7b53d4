"""A consultation in easy read, line by line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "easy_read",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("alt", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_easy_read_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "position", name=op.f("pk_easy_read")),
    )


def downgrade() -> None:
    op.drop_table("easy_read")
