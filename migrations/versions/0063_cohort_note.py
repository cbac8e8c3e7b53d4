"""Let a cohort say what of it is not from a record of our own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cohort", sa.Column("note", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("cohort", "note")
