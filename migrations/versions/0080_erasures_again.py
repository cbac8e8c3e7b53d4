"""Let a tombstone find whom it is about in a restored backup."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("erasure", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.add_column("erasure", sa.Column("email_digest", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("erasure", "email_digest")
    op.drop_column("erasure", "person_id")
