"""Indexes of the queue: by the day a reply is due, and of what a moderator keeps back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TURN = ["due_on", "posted_at", "id"]
KEPT_BACK = sa.text("moderation <> 'visible'")


def upgrade() -> None:
    op.drop_index("ix_comment_due", table_name="comment")
    op.create_index("ix_comment_due", "comment", ["authority_id", "feedback_status", *TURN])
    op.create_index(
        "ix_comment_kept_back",
        "comment",
        ["authority_id", "moderation", *TURN],
        postgresql_where=KEPT_BACK,
        sqlite_where=KEPT_BACK,
    )


def downgrade() -> None:
    op.drop_index("ix_comment_kept_back", table_name="comment")
    op.drop_index("ix_comment_due", table_name="comment")
    op.create_index(
        "ix_comment_due", "comment", ["authority_id", "feedback_status", "due_on", "id"]
    )
