"""Earlier answers that somebody was shown before they sent a comment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("is_enough", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], ["comment.id"], name=op.f(f"fk_offer_{name}_comment"))
            for name in ("comment_id", "question_id")
        ),
        sa.PrimaryKeyConstraint("comment_id", "question_id", name=op.f("pk_offer")),
    )


def downgrade() -> None:
    op.drop_table("offer")
