"""The language of a paper that people take part with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "report_paper", sa.Column("language", sa.String(), nullable=False, server_default="en")
    )


def downgrade() -> None:
    with op.batch_alter_table("report_paper") as paper:
        paper.drop_column("language")
