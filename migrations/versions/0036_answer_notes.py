"""What came of a single comment waits with its answer for the second look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_version", sa.Column("note", sa.String(), nullable=True))
    closes: sa.Column[bool] = sa.Column(
        "closes", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("answer_version", closes)


def downgrade() -> None:
    op.drop_column("answer_version", "closes")
    op.drop_column("answer_version", "note")
