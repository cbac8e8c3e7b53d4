"""Two people look at a document before everybody can open it: who was the first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attachment", sa.Column("looked_at_by_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("attachment", "looked_at_by_id")
